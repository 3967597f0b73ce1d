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
