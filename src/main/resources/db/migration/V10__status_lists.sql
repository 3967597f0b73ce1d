-- Status lists for the world: versions of signed lists, derived from the events of the log, never edited.

create table status_list_version (
  purpose        text not null check (purpose in ('revocation', 'suspension', 'message')),
  list           integer not null check (list >= 0),
  version        integer not null check (version >= 1),
  institution_id integer not null references institution (id),  -- the registry, under whose key it is
  events         bigint not null check (events >= 0),           -- later events of the log that it was made of
  entries_set    integer not null check (entries_set >= 0),
  bits           bytea not null check (octet_length(bits) = 32),
  signed         bytea not null,
  valid_from     timestamptz not null,
  valid_until    timestamptz not null,
  primary key (purpose, list, version)
);
call append_only('status_list_version');

-- What was given back is found without reading what was issued.
create index register_event_reinstated on register_event (entry_id) where type = 'reinstated';
