-- What ended a temporary certificate: the diploma of the same person and decision (vn.sogoc.status). Once for each; its digest is
-- that of its event in the log.
create table provisional_end (
  entry_id          uuid primary key,
  institution_id    integer not null,
  subject           bytea not null check (octet_length(subject) = 32),
  successor_id      uuid not null,
  successor_subject bytea not null check (octet_length(successor_subject) = 32),
  legal_basis       text not null check (length(legal_basis) between 3 and 300),
  decision_number   text not null check (length(decision_number) between 1 and 50),
  decision_date     date not null,
  salt              bytea not null check (octet_length(salt) = 16),
  content           bytea not null,
  event_digest      bytea not null check (octet_length(event_digest) = 32),
  ended_at          timestamptz not null,
  seal              bytea not null check (octet_length(seal) = 32),
  foreign key (institution_id, entry_id) references register_entry (institution_id, id),
  foreign key (institution_id, successor_id) references register_entry (institution_id, id),
  constraint ended_by_another check (entry_id <> successor_id)
);
create index provisional_end_successor on provisional_end (successor_id);
call append_only('provisional_end');
