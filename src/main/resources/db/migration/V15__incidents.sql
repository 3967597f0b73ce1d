-- Good signatures that are not in the register: the alarm of a stolen key, for the institution whose key it is. A record is
-- one incident however often it is shown; nothing of what it says is kept. The verdict rests on none of this.

create table incident (
  id             uuid primary key,
  institution_id integer not null references institution (id),
  digest         bytea not null unique check (octet_length(digest) = 32), -- of the signed record
  key_id         bytea not null,
  reason         text not null check (length(reason) between 3 and 60),
  first_seen     timestamptz not null,
  unique (institution_id, id)
);
create index incident_newest on incident (institution_id, first_seen desc, id desc);

-- On which days it was shown again, a row a day at most.
create table incident_sighting (
  incident_id    uuid not null,
  institution_id integer not null,
  day            date not null,
  primary key (incident_id, day),
  foreign key (institution_id, incident_id) references incident (institution_id, id)
);

-- Who looked into it and what they say, once; the seal makes a row that somebody else wrote visible.
create table incident_acknowledgement (
  incident_id    uuid primary key,
  institution_id integer not null,
  person_id      uuid not null,
  person_name    text not null,
  note           text not null check (length(note) between 3 and 500),
  at             timestamptz not null,
  seal           bytea not null check (octet_length(seal) = 32),
  foreign key (institution_id, incident_id) references incident (institution_id, id)
);

call append_only('incident');
call append_only('incident_sighting');
call append_only('incident_acknowledgement');
