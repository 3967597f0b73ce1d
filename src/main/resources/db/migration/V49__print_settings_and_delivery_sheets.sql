-- A print can be meant for blanks (vn.sogoc.issuance.prints): only what is of each holder, moved and stretched as the printer's
-- setting was when it was asked for. What is fixed here never changes, so a run that goes on later draws the same.
alter table print_run drop constraint print_run_form_check;
alter table print_run add constraint print_run_form_check check (form in ('zip', 'pdf', 'overprint'));
alter table print_run add column printer text check (length(printer) between 1 and 60);
alter table print_run add column move_right integer check (move_right between -200 and 200);
alter table print_run add column move_down integer check (move_down between -200 and 200);
alter table print_run add column stretch integer check (stretch between 950 and 1050);
alter table print_run add constraint print_run_setting check (
  (form = 'overprint') = (move_right is not null) and (form = 'overprint') = (move_down is not null)
  and (form = 'overprint') = (stretch is not null) and (printer is null or form = 'overprint'));

-- A list that its recipients signed, written down (or taken back on its day) for a whole batch in one act
-- (vn.sogoc.issuance.delivery). Each credential has an event of its own as if it were written down alone. The job does what a row says
-- only where its seal fits: a row that a hand put in or changed writes nothing.
create table delivery_sheet (
  id             uuid primary key,
  institution_id integer not null,
  batch_id       uuid not null,
  type           text not null check (type in ('delivered', 'undone')),
  of_sheet       uuid references delivery_sheet (id),
  row_count      integer not null check (row_count >= 1),
  except_rows    text not null check (length(except_rows) <= 1000),
  asked_account  uuid not null references account (id),
  asked_name     text not null,
  asked_at       timestamptz not null,
  seal           bytea not null check (length(seal) = 32),
  job_id         uuid,
  recorded       integer not null default 0 check (recorded >= 0),
  done_at        timestamptz,
  foreign key (institution_id, batch_id) references batch (institution_id, id),
  check ((type = 'undone') = (of_sheet is not null))
);
create index delivery_sheet_of on delivery_sheet (batch_id, asked_at desc, id);
grant select, insert, update (job_id, recorded, done_at) on delivery_sheet to sogoc_app;
