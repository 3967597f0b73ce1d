-- How far a reading is, sealed with a key that is not here: rows, findings and counters of an import that is being read are
-- believed by the next run only while the seal fits. A reading that began before this is refused at its next step; saying
-- again how the file is to be read begins it anew.
alter table import add column progress_seal bytea check (octet_length(progress_seal) = 32);
grant update (progress_seal) on import to sogoc_app;

-- Headers are remembered by a keyed hash: a list without a header line has a person where the names of columns should be.
delete from import_mapping;
