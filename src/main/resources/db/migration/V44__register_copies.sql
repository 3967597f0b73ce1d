-- Electronic copies made from register books (vn.sogoc.register.legacy): signed by the keeper, each with its entry of the log.
create table register_copy (
  id              uuid primary key,
  institution_id  integer not null, -- the keeper, who signed
  issuer_id       integer not null references institution (id),
  page_id         uuid not null,
  line            integer not null check (line between 1 and 60),
  serial_lookup   bytea check (octet_length(serial_lookup) = 32),   -- keyed, of number and name; null where it cannot be read
  register_lookup bytea check (octet_length(register_lookup) = 32),
  cose            bytea not null,
  digest          bytea not null unique check (octet_length(digest) = 32),
  event_id        uuid not null unique,
  entry           bytea not null,
  recorded_at     timestamptz not null,
  seal            bytea not null check (octet_length(seal) = 32),
  unique (page_id, line),
  foreign key (institution_id, page_id) references legacy_page (institution_id, id)
);
create index register_copy_by_serial on register_copy (serial_lookup);
create index register_copy_by_register on register_copy (register_lookup);
create index register_copy_of_keeper on register_copy (institution_id, issuer_id);
call append_only('register_copy');
