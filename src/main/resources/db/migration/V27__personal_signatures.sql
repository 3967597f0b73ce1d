-- The competent person signs the root over a batch's rows once, with a personal key (vn.sogoc.institution, vn.sogoc.register).

-- With which key a mandate is exercised; the key itself stands in the institution's statement. A mandate without one signs
-- nothing. The seal covers the column.
alter table mandate add column key_id bytea check (octet_length(key_id) = 8);

-- Trees over rows that are signed at once, under the id of what they are together (a batch). The rows' hashes are salted by
-- what follows from the secret, so that a proof tells nothing of the rows beside it.
create table signed_tree (
  subject        uuid primary key,
  institution_id integer not null references institution (id),
  secret         bytea not null check (octet_length(secret) = 32),
  size           integer not null check (size >= 1),
  root           bytea not null check (octet_length(root) = 32),
  seal           bytea not null check (octet_length(seal) = 32) -- keyed, over all other columns
);

-- Up to 256 hashes each; the last tile of a level is as wide as it came to be.
create table signed_tile (
  subject        uuid not null,
  level          integer not null check (level between 0 and 7),
  idx            integer not null check (idx >= 0),
  institution_id integer not null,
  hashes         bytea not null check (octet_length(hashes) between 32 and 8192 and octet_length(hashes) % 32 = 0),
  primary key (subject, level, idx)
);
alter table signed_tile alter hashes set storage external; -- hashes do not compress

create table personal_signature (
  subject        uuid primary key,
  institution_id integer not null references institution (id),
  cose           bytea not null
);

-- A tree goes only with the draft that was given up.
create function signed_tree_is_frozen() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and exists (select from batch where id = old.subject and state = 'discarded') then
    return old;
  end if;
  raise exception 'what was to be signed is frozen: % refused', lower(tg_op) using errcode = 'restrict_violation';
end $$;
create trigger signed_tree_frozen before update or delete on signed_tree
  for each row execute function signed_tree_is_frozen();
create trigger signed_tile_frozen before update or delete on signed_tile
  for each row execute function signed_tree_is_frozen();
call append_only('personal_signature');

grant select, insert, delete on signed_tree, signed_tile to sogoc_app;
grant select, insert on personal_signature to sogoc_app;
