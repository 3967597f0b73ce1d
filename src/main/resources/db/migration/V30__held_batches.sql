-- Batches of which nothing is signed, newest first, for whoever looks which of them a quota holds (vn.sogoc.issuance).
create index batch_open on batch (prepared_at desc, id) where state in ('draft', 'approved');
