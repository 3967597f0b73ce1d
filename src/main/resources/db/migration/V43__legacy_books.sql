-- Old register books (vn.sogoc.register.legacy): declared by two persons, photographed page by page, keyed by two who do not see
-- each other's rows.
create table legacy_book (
  id             uuid primary key,
  institution_id integer not null references institution (id), -- who keeps it
  issuer_id      integer not null references institution (id), -- whose it is
  kind           text not null check (length(kind) between 1 and 20),
  title          text not null check (length(title) between 1 and 200),
  year_from      integer not null check (year_from between 1900 and 2199),
  year_to        integer not null check (year_to between year_from and 2199),
  first_number   text not null check (length(first_number) <= 40),
  last_number    text not null check (length(last_number) <= 40),
  created_at     timestamptz not null,
  seal           bytea not null check (octet_length(seal) = 32),
  constraint legacy_book_of_institution unique (institution_id, id)
);
create index legacy_book_newest on legacy_book (institution_id, created_at desc, id);
call append_only('legacy_book');

create table legacy_declaration (
  id              uuid primary key,
  institution_id  integer not null,
  book_id         uuid not null,
  version         integer not null check (version >= 1),
  entries         integer not null check (entries between 0 and 1000000),
  lost            boolean not null,
  minutes         text not null check (length(minutes) <= 300),
  declared_person uuid not null,
  declared_name   text not null,
  declared_at     timestamptz not null,
  approved_person uuid,
  approved_name   text,
  approved_at     timestamptz,
  approval_id     uuid,
  seal            bytea not null check (octet_length(seal) = 32),
  unique (book_id, version),
  foreign key (institution_id, book_id) references legacy_book (institution_id, id),
  constraint legacy_declaration_by_two check (approved_person <> declared_person),
  constraint legacy_lost_with_minutes check (not lost or length(minutes) >= 3),
  constraint legacy_declaration_approved_whole check ((approved_person is null) = (approved_at is null)
    and (approved_person is null) = (approved_name is null) and (approved_person is null) = (approval_id is null))
);
grant select, insert, update (approved_person, approved_name, approved_at, approval_id, seal) on legacy_declaration to sogoc_app;

-- A page's picture in sealed form, under the digest of the file as it was uploaded.
create table legacy_image (
  id             uuid primary key,
  institution_id integer not null references institution (id),
  digest         bytea not null check (octet_length(digest) = 32),
  media_type     text not null check (media_type in ('image/png', 'image/jpeg')),
  content        bytea not null check (octet_length(content) between 1 and 8400000),
  uploaded_at    timestamptz not null,
  unique (institution_id, digest)
);
create index legacy_image_newest on legacy_image (institution_id, uploaded_at);
call append_only('legacy_image');

create table legacy_page (
  id              uuid primary key,
  institution_id  integer not null,
  book_id         uuid not null,
  number          integer not null check (number between 1 and 2000),
  version         integer not null check (version >= 1),
  image_digest    bytea not null check (octet_length(image_digest) = 32),
  uploaded_person uuid not null,
  uploaded_at     timestamptz not null,
  approval_id     uuid,
  approved_hash   bytea check (octet_length(approved_hash) = 32),
  recorded_at     timestamptz,
  seal            bytea not null check (octet_length(seal) = 32),
  unique (book_id, number, version),
  constraint legacy_page_of_institution unique (institution_id, id),
  foreign key (institution_id, book_id) references legacy_book (institution_id, id),
  foreign key (institution_id, image_digest) references legacy_image (institution_id, digest),
  constraint legacy_page_recorded_whole check ((recorded_at is null) = (approval_id is null)
    and (recorded_at is null) = (approved_hash is null))
);
create unique index legacy_page_picture_once on legacy_page (institution_id, image_digest); -- one paper is one page
grant select, insert, update (approval_id, approved_hash, recorded_at, seal) on legacy_page to sogoc_app;

create table legacy_turn (
  id             uuid primary key,
  institution_id integer not null,
  page_id        uuid not null,
  turn           integer not null check (turn in (1, 2)),
  person_id      uuid not null,
  person_name    text not null,
  opened_at      timestamptz not null,
  closed_at      timestamptz,
  rows_digest    bytea check (octet_length(rows_digest) = 32),
  seal           bytea not null check (octet_length(seal) = 32),
  unique (page_id, turn),
  constraint legacy_turn_by_two_persons unique (page_id, person_id),
  constraint legacy_turn_of_institution unique (institution_id, id),
  foreign key (institution_id, page_id) references legacy_page (institution_id, id),
  constraint legacy_turn_closed_whole check ((closed_at is null) = (rows_digest is null))
);
grant select, insert, update (closed_at, rows_digest, seal) on legacy_turn to sogoc_app;

create table legacy_row (
  id             uuid primary key,
  institution_id integer not null,
  turn_id        uuid not null,
  line           integer not null check (line between 1 and 60),
  content        bytea not null check (octet_length(content) between 1 and 8192),
  keyed_at       timestamptz not null,
  seal           bytea not null check (octet_length(seal) = 32),
  unique (turn_id, line),
  foreign key (institution_id, turn_id) references legacy_turn (institution_id, id)
);
grant select, insert, delete, update (content, keyed_at, seal) on legacy_row to sogoc_app;

create table legacy_decision (
  id             uuid primary key,
  institution_id integer not null,
  page_id        uuid not null,
  line           integer not null check (line between 1 and 60),
  version        integer not null check (version between 1 and 100),
  content        bytea check (octet_length(content) between 1 and 8192),
  reason         text not null check (length(reason) between 3 and 300),
  decided_person uuid not null,
  decided_name   text not null,
  decided_at     timestamptz not null,
  agreed_person  uuid,
  agreed_name    text,
  agreed_at      timestamptz,
  seal           bytea not null check (octet_length(seal) = 32),
  unique (page_id, line, version),
  foreign key (institution_id, page_id) references legacy_page (institution_id, id),
  constraint legacy_decision_agreed_by_another check (agreed_person <> decided_person),
  constraint legacy_decision_agreed_whole check ((agreed_person is null) = (agreed_at is null)
    and (agreed_person is null) = (agreed_name is null))
);
grant select, insert, update (agreed_person, agreed_name, agreed_at, seal) on legacy_decision to sogoc_app;
