-- Supplements of diplomas (vn.sogoc.issuance.supplement): a list that is uploaded for an issued batch and waits, row by row in sealed
-- form, for a second person; and what was signed of it (vn.sogoc.register.supplement), each with its entry of the log.
create table supplement_sheet (
  id              uuid primary key,
  institution_id  integer not null references institution (id),
  batch_id        uuid not null references batch (id),
  file_digest     bytea not null check (octet_length(file_digest) = 32),
  persons         integer not null check (persons between 1 and 5000),
  courses         integer not null check (courses between 1 and 100000),
  warnings        integer not null check (warnings between 0 and 5000),
  content_hash    bytea not null check (octet_length(content_hash) = 32), -- what the second person approves
  uploaded_person uuid not null,
  uploaded_name   text not null,
  uploaded_at     timestamptz not null,
  discarded_at    timestamptz,
  approval_id     uuid,
  recorded_at     timestamptz,
  seal            bytea not null check (octet_length(seal) = 32),
  constraint supplement_sheet_of_institution unique (institution_id, id),
  constraint supplement_sheet_recorded_whole check ((recorded_at is null) = (approval_id is null)),
  constraint supplement_sheet_ends_once check (recorded_at is null or discarded_at is null)
);
create index supplement_sheet_newest on supplement_sheet (institution_id, batch_id, uploaded_at desc);
create unique index supplement_sheet_open on supplement_sheet (batch_id) where recorded_at is null and discarded_at is null;
grant select, insert, update (discarded_at, approval_id, recorded_at, seal) on supplement_sheet to sogoc_app;

-- Marks are confidential: a row that waits is sealed, and goes when its sheet is signed or discarded.
create table supplement_draft (
  id             uuid primary key,
  institution_id integer not null,
  sheet_id       uuid not null,
  line           integer not null check (line between 1 and 5000),
  entry_id       uuid not null,
  revision       integer not null check (revision between 1 and 99),
  content        bytea not null check (octet_length(content) between 1 and 65536),
  seal           bytea not null check (octet_length(seal) = 32),
  unique (sheet_id, line),
  unique (sheet_id, entry_id),
  foreign key (institution_id, sheet_id) references supplement_sheet (institution_id, id),
  foreign key (institution_id, entry_id) references register_entry (institution_id, id)
);
grant select, insert, delete on supplement_draft to sogoc_app;

create table supplement (
  id             uuid primary key,
  institution_id integer not null,
  sheet_id       uuid not null,
  line           integer not null check (line between 1 and 5000),
  entry_id       uuid not null, -- its diploma
  revision       integer not null check (revision between 1 and 99),
  cose           bytea not null check (octet_length(cose) between 1 and 65536),
  digest         bytea not null unique check (octet_length(digest) = 32),
  event_id       uuid not null unique,
  entry          bytea not null,
  recorded_at    timestamptz not null,
  seal           bytea not null check (octet_length(seal) = 32),
  unique (sheet_id, line),
  constraint supplement_revision_once unique (entry_id, revision),
  foreign key (institution_id, sheet_id) references supplement_sheet (institution_id, id),
  foreign key (institution_id, entry_id) references register_entry (institution_id, id)
);
call append_only('supplement');
