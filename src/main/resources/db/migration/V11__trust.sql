-- Keys that end or begin (vn.sogoc.institution), and the trust bundle (vn.sogoc.publication.bundle).

-- A change of an institution's keys: its next signed statement, asked for by one person. What was asked is never edited;
-- the seal makes a row that somebody else wrote visible.
create table key_change (
  id             uuid primary key,
  institution_id integer not null references institution (id),
  version        integer not null check (version >= 2),
  statement      bytea not null,
  places         text not null,
  reason         text not null check (length(reason) between 3 and 500),
  asked_person   uuid not null,
  asked_name     text not null,
  asked_at       timestamptz not null,
  expires_at     timestamptz not null,
  seal           bytea not null check (octet_length(seal) = 32),
  constraint key_change_and_asker unique (institution_id, id, asked_person)
);
create index key_change_of_institution on key_change (institution_id, asked_at);

-- How it ended, once: confirmed by another person, or rejected.
create table key_change_outcome (
  change_id      uuid primary key,
  institution_id integer not null,
  outcome        text not null check (outcome in ('approved', 'rejected')),
  asked_person   uuid not null,
  decided_person uuid not null,
  decided_name   text not null,
  decided_at     timestamptz not null,
  approval_id    uuid,
  seal           bytea not null check (octet_length(seal) = 32),
  foreign key (institution_id, change_id, asked_person) references key_change (institution_id, id, asked_person),
  constraint changed_by_two_persons check (outcome <> 'approved' or decided_person <> asked_person),
  constraint approved_with_approval check ((outcome = 'approved') = (approval_id is not null))
);

-- The one thing that one person does alone: a key rests for some hours, at most four.
create table key_suspension (
  id             uuid primary key,
  institution_id integer not null references institution (id),
  key_id         bytea not null,
  begins_at      timestamptz not null,
  ends_at        timestamptz not null,
  reason         text not null check (length(reason) between 3 and 500),
  person_id      uuid not null,
  person_name    text not null,
  seal           bytea not null check (octet_length(seal) = 32),
  foreign key (institution_id, key_id) references institution_key (institution_id, key_id),
  constraint for_four_hours_at_most check (ends_at > begins_at and ends_at <= begins_at + interval '4 hours')
);
create index key_suspension_of_key on key_suspension (key_id, ends_at);
create index key_suspension_of_institution on key_suspension (institution_id, begins_at);

-- Versions of the trust bundle as they were signed.
create table trust_bundle (
  version    integer primary key check (version >= 1),
  file       bytea not null,
  digest     bytea not null unique check (octet_length(digest) = 32),
  content    bytea not null check (octet_length(content) = 32), -- hash of what it says, without version and dates
  issued_at  timestamptz not null,
  expires_at timestamptz not null check (expires_at > issued_at)
);

-- A version that was signed outside and uploaded; another person lets it in.
create table trust_bundle_proposal (
  id           uuid primary key,
  version      integer not null,
  file         bytea not null,
  asked_person uuid not null,
  asked_name   text not null,
  asked_at     timestamptz not null,
  expires_at   timestamptz not null,
  seal         bytea not null check (octet_length(seal) = 32)
);

call append_only('key_change');
call append_only('key_change_outcome');
call append_only('key_suspension');
call append_only('trust_bundle');
call append_only('trust_bundle_proposal');
