-- Lists on their way to a batch (vn.sogoc.issuance.imports): the file, how somebody wants it read, what it says row by row.
-- A committed batch rests on none of this; when an import ends, its file and rows go and its header stays.

create table import (
  id               uuid primary key,
  institution_id   integer not null references institution (id),
  kind             text not null,
  regime           text not null,
  decision_number  text not null,
  decision_key     text not null,
  decision_date    date not null,
  issue_date       date not null,
  graduation_year  integer,
  place            integer not null,
  mandate_id       uuid not null,
  signer_name      text not null,
  signer_title_vi  text not null,
  signer_title_en  text not null,
  signs_as         text not null,
  file_digest      bytea not null check (octet_length(file_digest) = 32),
  file_name        text not null,
  file_size        bigint not null check (file_size >= 1),
  uploaded_account uuid not null,
  uploaded_name    text not null,
  uploaded_at      timestamptz not null,
  description      text,                                          -- what the file looks like; goes with the file
  state            text not null
    check (state in ('uploaded', 'reading', 'faulty', 'ready', 'committed', 'discarded')),
  reading          integer not null default 0 check (reading >= 0), -- how often somebody said how to read it
  layout           text,
  job_id           uuid,
  rows_read        integer not null default 0,
  rows_valid       integer not null default 0,
  rows_faulty      integer not null default 0,
  faults           integer not null default 0,
  warnings         integer not null default 0,
  findings         integer not null default 0,                    -- how many of them are kept one by one
  rows_seal        bytea check (octet_length(rows_seal) = 32),      -- keyed, over all rows in order, once all are read
  begun_at         timestamptz,
  read_at          timestamptz,
  ended_at         timestamptz,
  batch_id         uuid,
  unique (institution_id, id),
  foreign key (institution_id, batch_id) references batch (institution_id, id),
  check ((state in ('committed', 'discarded')) = (ended_at is not null)),
  check ((state = 'committed') = (batch_id is not null)),
  check (state in ('uploaded', 'committed', 'discarded') or layout is not null),
  check (state <> 'ready' or (faults = 0 and rows_faulty = 0 and rows_valid = rows_read and rows_read >= 1
    and rows_seal is not null))
);
create unique index import_of_file on import (institution_id, file_digest, kind, decision_key)
  where state not in ('committed', 'discarded');
create index import_newest on import (institution_id, uploaded_at desc, id);

-- The file as it came, sealed part by part.
create table import_part (
  import_id      uuid not null,
  position       integer not null check (position >= 0),
  institution_id integer not null,
  content        bytea not null,
  primary key (import_id, position),
  foreign key (institution_id, import_id) references import (institution_id, id)
);

-- A row without faults. The personal number is sealed; its keyed hash finds its person.
create table import_row (
  import_id      uuid not null,
  position       integer not null check (position >= 0),
  institution_id integer not null,
  line           integer not null,
  claims         bytea not null,
  likeness       bytea not null check (octet_length(likeness) = 32),
  number_hash    bytea check (octet_length(number_hash) = 32),
  number_sealed  bytea,
  primary key (import_id, position),
  foreign key (institution_id, import_id) references import (institution_id, id),
  check ((number_hash is null) = (number_sealed is null))
);
create index import_row_number on import_row (import_id, number_hash) where number_hash is not null;

-- What one repair would mend: a kind of fault in a column, and how often.
create table import_group (
  import_id      uuid not null,
  ordinal        integer not null check (ordinal >= 0),
  institution_id integer not null,
  is_fault       boolean not null,
  code           text not null,
  column_name    text not null,
  expected       text not null,
  count          integer not null check (count >= 1),
  primary key (import_id, ordinal),
  foreign key (institution_id, import_id) references import (institution_id, id)
);

create table import_finding (
  import_id      uuid not null,
  position       integer not null check (position >= 0),
  institution_id integer not null,
  group_ordinal  integer not null,
  line           integer not null,
  found          text not null,
  primary key (import_id, position),
  foreign key (import_id, group_ordinal) references import_group (import_id, ordinal),
  foreign key (institution_id, import_id) references import (institution_id, id)
);
create index import_finding_of_group on import_finding (import_id, group_ordinal, position);

-- Every row that has a fault, and which: ordinals of groups, with the other row's line where a fault names one.
create table import_bad_row (
  import_id      uuid not null,
  line           integer not null,
  institution_id integer not null,
  reasons        text not null,
  primary key (import_id, line),
  foreign key (institution_id, import_id) references import (institution_id, id)
);

-- What an institution made of a column's header the last time; empty where it left the column out.
create table import_mapping (
  institution_id integer not null references institution (id),
  kind           text not null,
  header         text not null check (length(header) between 1 and 200),
  field          text not null,
  confirmed_at   timestamptz not null,
  primary key (institution_id, kind, header)
);

create function import_goes_forward() returns trigger language plpgsql as $$
begin
  if old.state = new.state or (old.state, new.state) in (
      ('uploaded', 'reading'), ('reading', 'faulty'), ('reading', 'ready'), ('faulty', 'reading'), ('ready', 'reading'),
      ('ready', 'committed'), ('uploaded', 'discarded'), ('reading', 'discarded'), ('faulty', 'discarded'),
      ('ready', 'discarded')) then
    return new;
  end if;
  raise exception 'an import does not go from % to %', old.state, new.state using errcode = 'restrict_violation';
end $$;
create trigger import_forward before update on import for each row execute function import_goes_forward();

-- The file stays as it came until the import ends.
create function import_part_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and exists (select from import where id = old.import_id and ended_at is not null) then
    return old;
  end if;
  raise exception 'the file of an import stays until it ends: % refused', lower(tg_op) using errcode = 'restrict_violation';
end $$;
create trigger import_part_stays before update or delete on import_part
  for each row execute function import_part_stays();
create trigger refuse_truncate before truncate on import_part for each statement execute function refuse_change();

-- What was read is written once; it goes when the file is read anew, or with it.
create function import_reading_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and exists (
      select from import where id = old.import_id and state in ('reading', 'committed', 'discarded')) then
    return old;
  end if;
  raise exception 'what was read of an import stays: % refused', lower(tg_op) using errcode = 'restrict_violation';
end $$;
create trigger import_row_stays before update or delete on import_row
  for each row execute function import_reading_stays();
create trigger refuse_truncate before truncate on import_row for each statement execute function refuse_change();

grant select, insert on import to sogoc_app;
grant update (description, state, reading, layout, job_id, rows_read, rows_valid, rows_faulty, faults, warnings, findings,
  rows_seal, begun_at, read_at, ended_at, batch_id) on import to sogoc_app;
grant select, insert, delete on import_part, import_row, import_finding, import_bad_row to sogoc_app;
grant select, insert, update (count), delete on import_group to sogoc_app;
grant select, insert, update (field, confirmed_at) on import_mapping to sogoc_app;
