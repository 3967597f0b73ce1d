-- A batch of any size, in bounded memory and in one statement: rows wait whole and sealed, and are moved into the
-- register by one `insert ... select`. Read by nothing but the job; void until moved. What waited under the older form was
-- never recorded: its job signs again, with the same numbers.
drop table staged_record;
create table staged_entry (
  id              uuid not null,
  institution_id  integer not null,
  batch_id        uuid not null,
  batch_row       integer not null check (batch_row >= 0),
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
  lookup          bytea not null,
  cose            bytea not null,
  digest          bytea not null,
  seal            bytea not null,
  event_id        uuid not null,
  event_rest      bytea not null, -- of the issued event, what follows its time
  primary key (batch_id, batch_row)
);
grant select, insert, delete on staged_entry to sogoc_app;

-- One index does for "issued once" and for "what was issued to this person".
drop index register_entry_person;
alter table register_entry drop constraint issued_once;
alter table register_entry add constraint issued_once unique (person_id, kind, decision_key, institution_id);

-- Said twice: the entry, and the list, belong to an institution that exists, and the composite key binds the event and the
-- row to the same one. Where an event is about no entry the institution is asked for.
alter table issuance_list_row drop constraint issuance_list_row_institution_id_fkey;
alter table register_event drop constraint register_event_institution_id_fkey;
create function event_of_an_institution() returns trigger language plpgsql as $$
begin
  if not exists (select from institution where id = new.institution_id) then
    raise exception 'no institution %', new.institution_id using errcode = 'foreign_key_violation';
  end if;
  return new;
end $$;
create trigger register_event_of_an_institution before insert on register_event
  for each row when (new.entry_id is null) execute function event_of_an_institution();
alter table register_event enable always trigger register_event_of_an_institution;
