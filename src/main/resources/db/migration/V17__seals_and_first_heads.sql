-- Approvals are sealed like the roles and batches beside them: who confirmed what is not a matter of an update. A row
-- without its seal counts for nobody and must be asked for again.
alter table approval add column seal bytea check (octet_length(seal) = 32);
grant update (seal) on approval to sogoc_app;

-- The first note of a published head stays: its cosignatures say by when the log had so many entries, and a key that
-- is withdrawn from some time on is judged by that. Later cosignatures of the same head stand beside it.
alter table log_head add column renewed bytea;
grant update (renewed) on log_head to sogoc_app;
create or replace function head_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.size = old.size and new.root = old.root and new.signed_at = old.signed_at
     and (old.published_at is null or (new.published_at = old.published_at and new.note = old.note)) then
    return new;
  end if;
  raise exception 'a signed head stays: size %', old.size using errcode = 'restrict_violation';
end $$;
