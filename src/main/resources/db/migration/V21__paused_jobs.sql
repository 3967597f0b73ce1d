-- A job may rest: nobody claims it, and whoever ran it writes nothing more (the epoch has moved). What its last commit
-- saved stays, so it goes on from there.
alter table job drop constraint job_state_check;
alter table job add constraint job_state_check
  check (state in ('queued', 'running', 'paused', 'recorded', 'done', 'failed'));
create index job_of_institution on job (institution_id) where state in ('running', 'recorded');
