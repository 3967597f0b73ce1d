-- Decisions about credentials: asked for by one person, decided by another, never changed. What a decision did to a
-- credential is an event of the register, whose digest is SHA-256 of `content`; the seals make a row that somebody else
-- wrote visible.

create table credential_decision (
  id                uuid primary key,
  institution_id    integer not null,
  entry_id          uuid not null,
  ordinal           integer not null check (ordinal >= 1),
  type              text not null check (type in ('correction', 'supersession', 'revocation', 'suspension', 'reinstatement')),
  reason            text not null,
  legal_basis       text not null check (length(legal_basis) between 3 and 300),
  decision_number   text not null check (length(decision_number) between 1 and 50),
  decision_key      text not null,
  decision_date     date not null,
  document_digest   bytea not null check (octet_length(document_digest) = 32),
  document_type     text not null check (document_type in ('application/pdf', 'image/png', 'image/jpeg')),
  subject           bytea not null check (octet_length(subject) = 32),
  successor_id      uuid,
  successor_subject bytea check (octet_length(successor_subject) = 32),
  salt              bytea not null check (octet_length(salt) = 16),
  content           bytea not null,
  asked_person      uuid not null,
  asked_name        text not null,
  asked_at          timestamptz not null,
  expires_at        timestamptz not null,
  seal              bytea not null check (octet_length(seal) = 32),
  -- the fence of two requests about one credential at once
  constraint decisions_in_order unique (entry_id, ordinal),
  constraint decision_and_asker unique (institution_id, id, asked_person),
  foreign key (institution_id, entry_id) references register_entry (institution_id, id),
  foreign key (institution_id, successor_id) references register_entry (institution_id, id),
  constraint replaced_by_another check (successor_id is null or successor_id <> entry_id),
  constraint successor_of_supersession check ((type = 'supersession') = (successor_id is not null)
    and (successor_id is null) = (successor_subject is null))
);
create index credential_decision_successor on credential_decision (successor_id) where successor_id is not null;

-- The document a decision was taken in, as it was uploaded.
create table decision_document (
  decision_id    uuid primary key references credential_decision (id),
  institution_id integer not null,
  content        bytea not null check (octet_length(content) between 1 and 10485760)
);

-- What a correction changes. Personal data: for the holder, the institution and auditors; the log has a salted hash.
create table decision_change (
  decision_id    uuid not null references credential_decision (id),
  position       integer not null,
  institution_id integer not null,
  field          text not null,
  old_value      text not null,
  new_value      text not null,
  salt           bytea not null check (octet_length(salt) = 16),
  primary key (decision_id, position)
);

-- How a decision ended, once: approved by another person with its event, or rejected.
create table decision_outcome (
  decision_id    uuid primary key,
  institution_id integer not null,
  outcome        text not null check (outcome in ('approved', 'rejected')),
  asked_person   uuid not null,
  decided_person uuid not null,
  decided_name   text not null,
  decided_at     timestamptz not null,
  note           text check (length(note) between 3 and 500),
  approval_id    uuid,
  event_digest   bytea check (octet_length(event_digest) = 32),
  seal           bytea not null check (octet_length(seal) = 32),
  foreign key (institution_id, decision_id, asked_person)
    references credential_decision (institution_id, id, asked_person),
  constraint decided_by_two_persons check (outcome <> 'approved' or decided_person <> asked_person),
  constraint approved_with_event check ((outcome = 'approved') = (event_digest is not null)
    and (outcome = 'approved') = (approval_id is not null))
);

call append_only('credential_decision');
call append_only('decision_document');
call append_only('decision_change');
call append_only('decision_outcome');
