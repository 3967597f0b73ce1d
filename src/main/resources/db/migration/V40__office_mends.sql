-- A supervision can end: its newest version names nobody.
alter table supervision alter column supervisor_id drop not null;

-- The address of somebody invited is private: proposals, which stay, have a salted hash of it, and it is taken out of the
-- invitation when that ends.
alter table invitation add column email_salt bytea check (octet_length(email_salt) = 16);
grant update (email, email_salt) on invitation to sogoc_app;
create index invitation_of_account on invitation (account_id) where account_id is not null;
