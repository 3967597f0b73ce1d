-- What in particular ended a job (vn.sogoc.platform.jobs): code, row, column and what was expected of each fault, as JSON. What
-- was found is left out, since it may be what somebody wrote about a person.
alter table job add column problem_faults text;
