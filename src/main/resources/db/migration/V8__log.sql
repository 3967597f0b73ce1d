-- The transparency log (vn.sogoc.tlog): entries wait in log_pending, are given an index by the sequencer, and are public
-- once a head that covers them is signed and cosigned. The truth is the entries under the cosigned head; whoever reads
-- anything here recomputes it up to that head.

-- The outbox, written in the transaction that causes the entry. seq orders insertions; it is not the index of the log,
-- which has no gaps and comes from log_state.
create table log_pending (
  seq            bigint generated always as identity primary key,
  event_id       uuid not null unique,
  institution_id integer not null,
  entry          bytea not null check (octet_length(entry) between 1 and 512)
);

create table log_entry (
  idx            bigint primary key check (idx >= 0),
  event_id       uuid not null unique,
  institution_id integer not null,
  leaf           bytea not null check (octet_length(leaf) = 32),
  entry          bytea not null check (octet_length(entry) between 1 and 512)
);
create index log_entry_leaf on log_entry using hash (leaf);
create index log_entry_institution on log_entry (institution_id, idx);

-- Tiles of 256 hashes that are full and never change again.
create table log_tile (
  level  smallint not null check (level between 0 and 63),
  idx    bigint not null check (idx >= 0),
  hashes bytea not null check (octet_length(hashes) = 8192),
  primary key (level, idx)
);
alter table log_tile alter hashes set storage external; -- hashes do not compress

-- One row. Whoever holds its lock sequences; size moves forward only.
create table log_state (
  id     smallint primary key check (id = 1),
  origin text not null,
  size   bigint not null check (size >= 0),
  root   bytea not null check (octet_length(root) = 32),
  edge   bytea not null
);

create function log_grows() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.size > old.size and new.origin = old.origin then
    return new;
  end if;
  raise exception 'the log only grows: from % to %', old.size, new.size using errcode = 'restrict_violation';
end $$;
create trigger log_state_grows before update or delete on log_state for each row execute function log_grows();

-- What was signed: one root for a size, for ever. The note takes in cosignatures until it is published and later ones.
create table log_head (
  size         bigint primary key check (size >= 0),
  root         bytea not null check (octet_length(root) = 32),
  note         bytea not null,
  signed_at    timestamptz not null,
  published_at timestamptz,
  cosigned_at  timestamptz
);
create index log_head_published on log_head (size desc) where published_at is not null;

create function head_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.size = old.size and new.root = old.root and new.signed_at = old.signed_at
     and (old.published_at is null or new.published_at = old.published_at) then
    return new;
  end if;
  raise exception 'a signed head stays: size %', old.size using errcode = 'restrict_violation';
end $$;
create trigger log_head_stays before update or delete on log_head for each row execute function head_stays();

call append_only('log_entry');
call append_only('log_tile');
grant select, insert, delete on log_pending to sogoc_app;
grant select, insert, update on log_state to sogoc_app;
grant select, insert on log_head to sogoc_app;
grant update (note, published_at, cosigned_at) on log_head to sogoc_app;
