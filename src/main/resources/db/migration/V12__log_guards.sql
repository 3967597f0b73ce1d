-- Guards around the log that a row trigger does not give.

-- A truncation runs no row trigger: whatever refuses a change or a deletion of its rows refuses it too.
do $$
declare
  guarded record;
begin
  for guarded in
    select distinct c.oid::regclass as name
    from pg_trigger g join pg_class c on c.oid = g.tgrelid
    where not g.tgisinternal and c.relnamespace = 'public'::regnamespace
      and (g.tgtype & 1) = 1 and (g.tgtype & 2) = 2 and (g.tgtype & 24) <> 0  -- for each row, before, update or delete
      and not exists (select from pg_trigger t where t.tgrelid = c.oid and (t.tgtype & 32) = 32)
  loop
    execute format('create trigger refuse_truncate before truncate on %s
                    for each statement execute function refuse_change()', guarded.name);
    execute format('alter table %s enable always trigger refuse_truncate', guarded.name);
  end loop;
end $$;

-- What waits for its index leaves only by the sequencer's delete.
create trigger refuse_truncate before truncate on log_pending for each statement execute function refuse_change();
alter table log_pending enable always trigger refuse_truncate;

alter table log_state enable always trigger log_state_grows;
alter table log_head enable always trigger log_head_stays;

-- A log begins empty, and heads are signed in the order of their sizes.
create function log_begins_empty() returns trigger language plpgsql as $$
begin
  if new.size <> 0 or new.edge <> ''::bytea or new.root <> sha256(''::bytea) then
    raise exception 'a log begins without entries' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger log_state_begins before insert on log_state for each row execute function log_begins_empty();
alter table log_state enable always trigger log_state_begins;

create function head_follows() returns trigger language plpgsql as $$
begin
  if exists (select from log_head where size > new.size) then
    raise exception 'a head of size % is not signed after a larger one', new.size using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger log_head_follows before insert on log_head for each row execute function head_follows();
alter table log_head enable always trigger log_head_follows;
