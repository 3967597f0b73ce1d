-- A batch of any size, in bounded memory and in one statement: rows wait whole and sealed, and are moved into the
-- register by one `insert ... select`. Read by nothing but the job; void until moved. What waited under the older form was
-- never recorded: its job signs again, with the same numbers.
drop table staged_record;
create table staged_entry (
  id              uuid not null,
  institution_id  integer not null,
  batch_id        uuid not null,
  batch_row       integer not null check (batch_row >= 0),
  kind            text not null,
  regime          text not null,
  full_name       text not null,
  birth_date      text not null,
  serial_number   text not null,
  serial_key      text not null,
  register_number text not null,
  register_year   integer not null,
  register_seq    integer not null,
  decision_number text not null,
  decision_key    text not null,
  decision_date   date not null,
  issue_date      date not null,
  status_list     integer not null,
  status_index    integer not null,
  key_id          bytea not null,
  person_id       uuid not null,
  lookup          bytea not null,
  cose            bytea not null,
  digest          bytea not null,
  seal            bytea not null,
  event_id        uuid not null,
  event_rest      bytea not null, -- of the issued event, what follows its time
  primary key (batch_id, batch_row)
);
grant select, insert, delete on staged_entry to sogoc_app;
