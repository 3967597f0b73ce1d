-- The link of an invitation can be mailed (vn.sogoc.institution.office): address and link are sealed until the gateway has them, and
-- then forgotten. The column email is that of invitations from before.
alter table invitation add column email_sealed bytea;
alter table invitation add column link_sealed bytea;
alter table invitation add column mailed_at timestamptz;
alter table invitation add constraint invitation_mailed_once check (link_sealed is null
  or (ended is null and mailed_at is null and email_salt is not null and link_digest is not null and approved_person is not null));
create index invitation_to_be_mailed on invitation (approved_at, id) where link_sealed is not null;
create index invitation_with_address on invitation (expires_at, id) where email_salt is not null and ended is null;
grant update (email_sealed, link_sealed, mailed_at) on invitation to sogoc_app;
