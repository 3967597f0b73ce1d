-- A batch of any size enters the register in one transaction. What each row then costs twice, or costs for nothing, goes.

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
