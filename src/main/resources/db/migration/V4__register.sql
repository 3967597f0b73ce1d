-- The master register. Truth is the signed record (cose) and the final bytes of the events; all other columns are
-- re-derived from them at every question, and `seal` makes a change of any of them visible.

create table number_counter (
  institution_id integer not null references institution (id),
  kind           text not null,
  year           integer not null,
  next_number    integer not null check (next_number >= 1),
  primary key (institution_id, kind, year)
);

create table serial_counter (
  institution_id integer not null references institution (id),
  kind           text not null,
  next_number    integer not null check (next_number >= 1),
  primary key (institution_id, kind)
);

create table status_counter (
  one       boolean primary key default true check (one),
  next_slot bigint not null check (next_slot >= 0)
);
insert into status_counter (next_slot) values (0);

-- Numbers taken by a batch before it is signed: used by the same batch when it resumes, or voided with minutes.
-- No number disappears silently.
create table number_reservation (
  batch_id       uuid primary key,
  institution_id integer not null references institution (id),
  kind           text not null,
  year           integer not null,
  count          integer not null check (count >= 1),
  first_register integer not null,
  first_serial   integer not null,
  first_slot     bigint not null,
  state          text not null check (state in ('reserved', 'used', 'voided')),
  minutes        text,
  reserved_at    timestamptz not null,
  check ((state = 'voided') = (minutes is not null))
);
create index number_reservation_of_year on number_reservation (institution_id, kind, year);

create table register_custody (
  issuer_id      integer not null references institution (id),
  keeper_id      integer not null references institution (id),
  valid_from     date not null,
  valid_until    date,
  legal_basis    text not null,
  institution_id integer not null generated always as (issuer_id) stored,
  primary key (issuer_id, valid_from)
);

create table register_entry (
  id              uuid primary key,
  institution_id  integer not null references institution (id),
  batch_id        uuid not null,
  batch_row       integer not null,
  kind            text not null,
  regime          text not null,
  full_name       text not null,
  birth_date      text not null,
  serial_number   text not null,
  serial_key      text not null,
  register_number text not null,
  register_year   integer not null,
  register_seq    integer not null,
  decision_number text not null,
  decision_date   date not null,
  issue_date      date not null,
  status_list     integer not null,
  status_index    integer not null,
  key_id          bytea not null,
  person_id       uuid not null,
  lookup          bytea not null check (octet_length(lookup) = 32),
  cose            bytea not null,
  digest          bytea not null unique check (octet_length(digest) = 32),
  recorded_at     timestamptz not null,
  seal            bytea not null check (octet_length(seal) = 32),
  unique (institution_id, id),
  unique (institution_id, kind, register_year, register_seq),
  unique (institution_id, serial_key),
  unique (status_list, status_index),
  unique (batch_id, batch_row),
  -- issued once: the same person, kind and decision (a person without a number is never merged with another)
  constraint issued_once unique (institution_id, person_id, kind, decision_number)
);
create index register_entry_lookup on register_entry (lookup);
create index register_entry_person on register_entry (person_id);

create table register_event (
  id             uuid primary key,
  institution_id integer not null references institution (id),
  entry_id       uuid,
  type           text not null,
  entry          bytea not null,
  entry_digest   bytea not null unique check (octet_length(entry_digest) = 32),
  recorded_at    timestamptz not null,
  foreign key (institution_id, entry_id) references register_entry (institution_id, id)
);
create index register_event_entry on register_event (entry_id);

create trigger register_entry_is_append_only
  before update or delete on register_entry for each row execute function refuse_change();
create trigger register_entry_is_not_truncated
  before truncate on register_entry for each statement execute function refuse_change();
create trigger register_event_is_append_only
  before update or delete on register_event for each row execute function refuse_change();
create trigger register_event_is_not_truncated
  before truncate on register_event for each statement execute function refuse_change();

grant select, insert, update on number_counter, serial_counter, number_reservation, register_custody to sogoc_app;
grant select, update on status_counter to sogoc_app;
grant select, insert on register_entry, register_event to sogoc_app;
