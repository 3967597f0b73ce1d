-- A long list becomes a batch by a job (vn.sogoc.issuance.imports). Who asked for that is sealed with a key that is not here:
-- a row of the job table makes nobody the preparer of a batch.
alter table import add column commit_account uuid;
alter table import add column commit_seal bytea check (octet_length(commit_seal) = 32);
alter table import add check ((commit_account is null) = (commit_seal is null));
grant update (commit_account, commit_seal) on import to sogoc_app;
