-- Later versions of an issuance list: the same rows and root under a new signed header that names the version before and
-- the decisions since. The signed header is the truth; everything else here repeats it.

create table issuance_list_version (
  list_id        uuid not null,
  version        integer not null check (version >= 2),
  institution_id integer not null,
  prior          bytea not null check (octet_length(prior) = 32),
  signed_header  bytea not null,
  published_at   timestamptz not null,
  primary key (list_id, version),
  foreign key (institution_id, list_id) references issuance_list (institution_id, id)
);

-- One line of a change note. An event of the log is named once, whichever node is first.
create table issuance_list_change (
  list_id         uuid not null,
  version         integer not null,
  ordinal         integer not null check (ordinal >= 0),
  institution_id  integer not null,
  position        integer not null check (position >= 0),
  type            text not null check (type in ('corrected', 'superseded', 'revoked')),
  decision_number text not null,
  decision_date   date not null,
  event           bytea not null unique check (octet_length(event) = 32),
  primary key (list_id, version, ordinal),
  foreign key (list_id, version) references issuance_list_version (list_id, version)
);

call append_only('issuance_list_version');
call append_only('issuance_list_change');
