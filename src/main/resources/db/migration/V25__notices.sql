-- The holder hears of every credential in their name (vn.sogoc.issuance.notice). A row for each credential and way of telling,
-- written when its batch is done for whoever has an account: the holder, or somebody who acts for them.
create table holder_notice (
  id             uuid primary key default gen_random_uuid(),
  institution_id integer not null,
  credential_id  uuid not null,
  person_id      uuid not null, -- whose credential it is
  account_id     uuid not null references account (id), -- who is told
  channel        text not null check (channel in ('inbox', 'spool')),
  created_at     timestamptz not null,
  delivered_at   timestamptz,
  attempts       integer not null check (attempts >= 0),
  unique (credential_id, account_id, channel),
  foreign key (institution_id, credential_id) references register_entry (institution_id, id)
);
create index holder_notice_newest on holder_notice (account_id, created_at desc, id) where channel = 'inbox';
create index holder_notice_waiting on holder_notice (created_at) where delivered_at is null;

-- Whose people were told already; what was done before there were notices is told to nobody.
alter table batch add column noticed_at timestamptz;
update batch set noticed_at = done_at where state = 'done';
create index account_of_person on account (person_id);
create index batch_unnoticed on batch (done_at) where state = 'done' and noticed_at is null;

grant select, insert, update (delivered_at, attempts) on holder_notice to sogoc_app;
grant update (noticed_at) on batch to sogoc_app;
