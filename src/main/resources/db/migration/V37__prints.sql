-- The documents of an issued batch in one file (vn.sogoc.issuance.prints): made by a job, kept for a while, made anew when it is
-- asked for again. Nothing rests on these rows; what is printed is made of the signed records.
create table print_run (
  id             uuid primary key,
  institution_id integer not null,
  batch_id       uuid not null,
  form           text not null check (form in ('zip', 'pdf')),
  part           integer not null check (part >= 1),
  first_row      integer not null check (first_row >= 0),
  row_count      integer not null check (row_count >= 1),
  events         bigint not null, -- about its credentials when it was asked for; another number, and it is made anew
  asked_account  uuid not null,
  asked_name     text not null,
  asked_at       timestamptz not null,
  expires_at     timestamptz not null,
  job_id         uuid,
  left_out       integer not null default 0 check (left_out >= 0),
  digest         bytea check (octet_length(digest) = 32),
  size           bigint check (size >= 1),
  done_at        timestamptz,
  unique (institution_id, id),
  unique (batch_id, form, part),
  foreign key (institution_id, batch_id) references batch (institution_id, id),
  check ((digest is null) = (done_at is null) and (digest is null) = (size is null))
);
create index print_run_newest on print_run (institution_id, asked_at desc, id);
create index print_run_over on print_run (expires_at);

-- Sealed, since they are full of names: chunks of single documents, or of pages, and the whole print file cut into parts.
create table print_part (
  print_id       uuid not null,
  section        text not null check (section in ('chunk', 'file')),
  position       integer not null check (position >= 0),
  institution_id integer not null,
  content        bytea not null,
  primary key (print_id, section, position),
  foreign key (institution_id, print_id) references print_run (institution_id, id) on delete cascade
);

grant select, insert, delete on print_run, print_part to sogoc_app;
grant update (job_id, left_out, digest, size, done_at, expires_at) on print_run to sogoc_app;
