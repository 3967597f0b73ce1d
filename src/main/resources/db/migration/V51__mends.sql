-- Old books are listed by whose register they are: whoever keeps it that day sees them (vn.sogoc.register.legacy).
create index legacy_book_of_issuer on legacy_book (issuer_id, created_at desc, id);

-- A new link for one row alone: which row; null where a download was of all (vn.sogoc.issuance.confirmation).
alter table confirmation_download add column position integer check (position >= 0);
