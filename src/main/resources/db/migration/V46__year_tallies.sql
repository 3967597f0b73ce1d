-- What was counted of a year's signed records so far, so that a restart does not count a million anew. A cache: its seal
-- is asked for, and where it does not fit the records are counted again. Owned by the reports.
create table year_tally (
  institution_id integer not null references institution (id),
  kind           text not null,
  year           integer not null,
  until_number   integer not null check (until_number >= 0),
  content        text not null check (length(content) < 200000),
  seal           bytea not null check (octet_length(seal) = 32),
  primary key (institution_id, kind, year)
);
grant select, insert, update on year_tally to sogoc_app;
