-- That a supplement is taken back: asked for by one person, approved by another, then an entry of the log.
create table supplement_withdrawal (
  id              uuid primary key,
  institution_id  integer not null references institution (id), -- who keeps the register that day
  supplement_id   uuid not null references supplement (id),
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
  unique (supplement_id, version),
  constraint supplement_withdrawal_by_two check (approved_person <> asked_person),
  constraint supplement_withdrawal_whole check ((approved_person is null) = (approved_at is null)
    and (approved_person is null) = (approved_name is null) and (approved_person is null) = (approval_id is null)
    and (approved_person is null) = (event_id is null) and (approved_person is null) = (entry is null))
);
create unique index supplement_withdrawn_once on supplement_withdrawal (supplement_id) where approval_id is not null;
grant select, insert, update (approved_person, approved_name, approved_at, approval_id, event_id, entry, seal)
  on supplement_withdrawal to sogoc_app;
