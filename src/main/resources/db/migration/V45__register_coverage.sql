-- What a keeper's old books cover, signed and logged (vn.sogoc.register.legacy); the newest version counts.
create table register_coverage (
  id             uuid primary key,
  institution_id integer not null references institution (id),
  version        integer not null check (version >= 1),
  signed         bytea not null check (octet_length(signed) between 1 and 65536),
  event_id       uuid not null unique,
  entry          bytea not null,
  recorded_at    timestamptz not null,
  unique (institution_id, version)
);
call append_only('register_coverage');

-- That a copy is taken back: asked for by one person of the keeper, approved by another, then an entry of the log.
create table register_copy_withdrawal (
  id              uuid primary key,
  institution_id  integer not null references institution (id),
  copy_id         uuid not null references register_copy (id),
  version         integer not null check (version between 1 and 20),
  reason          text not null check (length(reason) between 10 and 300),
  asked_person    uuid not null,
  asked_name      text not null,
  asked_at        timestamptz not null,
  approved_person uuid,
  approved_name   text,
  approved_at     timestamptz,
  approval_id     uuid,
  event_id        uuid unique,
  entry           bytea,
  seal            bytea not null check (octet_length(seal) = 32),
  unique (copy_id, version),
  constraint copy_withdrawal_by_two check (approved_person <> asked_person),
  constraint copy_withdrawal_whole check ((approved_person is null) = (approved_at is null)
    and (approved_person is null) = (approved_name is null) and (approved_person is null) = (approval_id is null)
    and (approved_person is null) = (event_id is null) and (approved_person is null) = (entry is null))
);
create unique index copy_withdrawn_once on register_copy_withdrawal (copy_id) where approval_id is not null;
grant select, insert, update (approved_person, approved_name, approved_at, approval_id, event_id, entry, seal)
  on register_copy_withdrawal to sogoc_app;
