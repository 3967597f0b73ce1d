-- Holders, officers, guardians. Names, numbers and identities are append-only: a change is a new row. Personal
-- numbers and passports are stored encrypted, and found by a keyed hash; neither key is in the database.
-- A person whom so far only a draft names has no row in person_name: what a draft says is not known of anybody.

create table person (
  id             uuid        primary key,
  institution_id integer     not null references institution (id),  -- who first registered them
  created_at     timestamptz not null
);

-- Every printed form of the name that was registered, with the date of birth; the latest is the current one.
create table person_name (
  person_id      uuid        not null references person (id),
  version        integer     not null check (version >= 1),
  institution_id integer     not null references institution (id),
  full_name      text        not null,
  birth_date     text        not null,                              -- ISO: 2001-05-17, 2001-05 or 2001
  recorded_at    timestamptz not null,
  primary key (person_id, version)
);

-- The personal identification numbers a person has had, the latest being the current one. One number is one
-- person for ever: a replaced number still finds its person and is never given to another. Who comes first with a
-- number is decided by its unique index, so the number is written before the person it makes.
create table person_number (
  person_id      uuid        not null references person (id) deferrable initially deferred,
  version        integer     not null check (version >= 1),
  institution_id integer     not null references institution (id),
  lookup         bytea       not null unique check (octet_length(lookup) = 32),
  sealed         bytea       not null,
  reason         text        not null,
  recorded_at    timestamptz not null,
  primary key (person_id, version)
);

create table person_identity (
  id             uuid        primary key,
  person_id      uuid        not null references person (id),
  institution_id integer     not null references institution (id),
  kind           text        not null check (kind in ('passport', 'old_id_card', 'foreign_id_card')),
  country        text        not null check (country ~ '^[A-Z]{2}$'),
  lookup         bytea       not null check (octet_length(lookup) = 32),
  sealed         bytea       not null,
  recorded_at    timestamptz not null,
  unique (kind, country, lookup)
);
create index person_identity_of_person on person_identity (person_id);

create table person_guardian (
  id             uuid        primary key,
  ward_id        uuid        not null references person (id),
  guardian_id    uuid        not null references person (id),
  institution_id integer     not null references institution (id),
  relation       text        not null check (relation in ('mother', 'father', 'grandparent', 'guardian')),
  valid_from     date        not null,
  valid_until    date,                                              -- last day; null: until further notice
  recorded_at    timestamptz not null,
  unique (ward_id, guardian_id, relation, valid_from),
  check (ward_id <> guardian_id),
  check (valid_until is null or valid_until >= valid_from)
);
create index person_guardian_of_guardian on person_guardian (guardian_id);

alter table account add constraint account_of_person foreign key (person_id) references person (id);
alter table account add constraint account_at_institution foreign key (institution_id) references institution (id);
alter table account_role add constraint role_at_institution foreign key (institution_id) references institution (id);
alter table api_key add constraint key_at_institution foreign key (institution_id) references institution (id);

call append_only('person');
call append_only('person_name');
call append_only('person_number');
call append_only('person_identity');
grant select, insert, update (valid_until) on person_guardian to sogoc_app;
