-- The audit trail (vn.sogoc.platform.trail): who did what, each line with the hash of the one before it. Its head is an
-- entry of the log from time to time.

create table trail_line (
  seq            bigint primary key check (seq >= 1),
  at             timestamptz not null,
  actor          text not null check (actor ~ '^(registry|acc_[a-z2-7]{26})$'),
  role           text not null check (length(role) between 2 and 20),
  institution_id integer not null check (institution_id >= 0),  -- 0: the registry as a whole
  action         text not null check (length(action) between 3 and 60),
  object         text not null check (length(object) between 1 and 100),
  details        bytea not null check (octet_length(details) = 32),
  previous       bytea not null check (octet_length(previous) = 32),
  hash           bytea not null check (octet_length(hash) = 32),
  seal           bytea not null check (octet_length(seal) = 32)  -- keyed, over the hash
);
call append_only('trail_line');

-- One row. Whoever writes a line holds its lock, as the last one of the transaction.
create table trail_head (
  id         smallint primary key check (id = 1),
  seq        bigint not null check (seq >= 0),
  hash       bytea not null check (octet_length(hash) = 32),
  logged_seq bigint not null check (logged_seq between 0 and seq),  -- how far the log was told
  logged_at  timestamptz
);
insert into trail_head (id, seq, hash, logged_seq)
  values (1, 0, sha256(convert_to(E'sogoc-trail/v1\n', 'UTF8')), 0);

create function trail_follows() returns trigger language plpgsql as $$
begin
  if new.seq > 1 and not exists (select from trail_line where seq = new.seq - 1 and hash = new.previous) then
    raise exception 'line % of the audit trail follows no other', new.seq using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger trail_line_follows before insert on trail_line for each row execute function trail_follows();
alter table trail_line enable always trigger trail_line_follows;

create function trail_grows() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.id = old.id and new.logged_seq >= old.logged_seq
     and (new.seq > old.seq or (new.seq = old.seq and new.hash = old.hash)) then
    return new;
  end if;
  raise exception 'the audit trail only grows: line %', old.seq using errcode = 'restrict_violation';
end $$;
create trigger trail_head_grows before update or delete on trail_head for each row execute function trail_grows();
alter table trail_head enable always trigger trail_head_grows;
create trigger refuse_truncate before truncate on trail_head for each statement execute function refuse_change();
alter table trail_head enable always trigger refuse_truncate;

grant select on trail_head to sogoc_app;
grant update (seq, hash, logged_seq, logged_at) on trail_head to sogoc_app;
