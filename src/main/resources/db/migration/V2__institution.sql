-- Who may issue what and when. The statement is the truth; every other column here is an index over it or a note
-- that nothing true rests on (see db/columns.yaml).

create table institution (
  id            integer primary key check (id between 1 and 999999999),
  code          text not null unique,
  name_vi       text not null,
  name_en       text not null,
  domain        text not null,
  serial_prefix text not null unique,
  place         integer not null
);

create table institution_statement (
  institution_id integer not null references institution (id),
  version        integer not null check (version >= 1),
  statement      bytea not null,
  created_at     timestamptz not null,
  primary key (institution_id, version)
);

-- key ids are the first 8 bytes of a hash: an equal one is refused at registration by the primary key
create table institution_key (
  key_id         bytea primary key check (octet_length(key_id) = 8),
  institution_id integer not null references institution (id),
  purpose        text not null,
  store          text,
  unique (institution_id, key_id)
);

create table mandate (
  id              uuid primary key,
  institution_id  integer not null references institution (id),
  person_id       uuid not null,
  person_name     text not null,
  title_vi        text not null,
  title_en        text not null,
  kinds           text not null,
  valid_from      date not null,
  valid_until     date,
  decision_number text not null,
  decision_date   date not null,
  signs_as        text not null check (signs_as in ('', 'KT.', 'TM.', 'TUQ.', 'Q.')),
  seal            bytea not null check (octet_length(seal) = 32), -- keyed, over all other columns
  check (valid_until is null or valid_until >= valid_from)
);
create index mandate_of_institution on mandate (institution_id);

create trigger institution_statement_is_append_only
  before update or delete on institution_statement
  for each row execute function refuse_change();
create trigger institution_statement_is_not_truncated
  before truncate on institution_statement
  for each statement execute function refuse_change();

grant select, insert, update on institution, institution_key, mandate to sogoc_app;
grant select, insert on institution_statement to sogoc_app;
