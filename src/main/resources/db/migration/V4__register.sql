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

create function counter_goes_up() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - 'next_number' - 'next_slot' = to_jsonb(old) - 'next_number' - 'next_slot'
     and coalesce((to_jsonb(new) ->> 'next_number')::bigint, 0) >= coalesce((to_jsonb(old) ->> 'next_number')::bigint, 0)
     and coalesce((to_jsonb(new) ->> 'next_slot')::bigint, 0) >= coalesce((to_jsonb(old) ->> 'next_slot')::bigint, 0) then
    return new;
  end if;
  raise exception 'a counter only goes up' using errcode = 'restrict_violation';
end $$;
create trigger number_counter_up before update on number_counter for each row execute function counter_goes_up();
create trigger serial_counter_up before update on serial_counter for each row execute function counter_goes_up();
create trigger status_counter_up before update on status_counter for each row execute function counter_goes_up();

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
  reserved_at    timestamptz not null,
  unique (institution_id, batch_id)
);
create index number_reservation_of_year on number_reservation (institution_id, kind, year);

-- The minutes of numbers that no credential will ever carry: why, and which two persons said so.
create table number_voiding (
  batch_id        uuid primary key,
  institution_id  integer not null,
  reason          text not null check (length(reason) between 10 and 500),
  content         bytea not null check (octet_length(content) = 32),
  asked_person    uuid not null,
  asked_name      text not null,
  asked_at        timestamptz not null,
  approved_person uuid not null,
  approved_name   text not null,
  voided_at       timestamptz not null,
  foreign key (institution_id, batch_id) references number_reservation (institution_id, batch_id),
  constraint voided_by_two_persons check (asked_person <> approved_person)
);

-- A reservation is used or voided, once, and voided only with minutes.
create function reservation_goes_forward() returns trigger language plpgsql as $$
begin
  if old.state = 'reserved' and to_jsonb(new) - 'state' = to_jsonb(old) - 'state' and (new.state = 'used'
      or (new.state = 'voided' and exists (select from number_voiding v where v.batch_id = new.batch_id))) then
    return new;
  end if;
  raise exception 'numbers do not go from % to %', old.state, new.state using errcode = 'restrict_violation';
end $$;
create trigger number_reservation_forward before update on number_reservation
  for each row execute function reservation_goes_forward();

-- Who keeps the register of an issuer: a chain of decisions, the last one in force on a day decides, and where there is
-- none the issuer itself does. `seal` covers the row and the seal before it.
create table register_custody (
  institution_id integer not null references institution (id),
  version        integer not null check (version >= 1),
  keeper_id      integer not null references institution (id),
  valid_from     date not null,
  legal_basis    text not null check (length(legal_basis) between 3 and 300),
  recorded_at    timestamptz not null,
  seal           bytea not null check (octet_length(seal) = 32),
  primary key (institution_id, version)
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
  decision_key    text not null,
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
  constraint issued_once unique (institution_id, person_id, kind, decision_key)
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

grant select, insert, update on number_counter, serial_counter to sogoc_app;
grant select, insert on number_reservation to sogoc_app;
grant update (state) on number_reservation to sogoc_app;
call append_only('number_voiding');
call append_only('register_custody');
grant select, update on status_counter to sogoc_app;
grant select, insert on register_entry, register_event to sogoc_app;
