-- What one person of an office asked for and another must agree to (vn.sogoc.platform.proposals): never changed; how it ended is
-- a row of its own.
create table proposal (
  id             uuid primary key,
  institution_id integer not null references institution (id),
  kind           text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  subject        text not null check (length(subject) between 1 and 100),
  terms          text not null,
  asked_person   uuid not null,
  asked_name     text not null,
  asked_at       timestamptz not null,
  expires_at     timestamptz not null,
  seal           bytea not null check (octet_length(seal) = 32),
  constraint proposal_and_asker unique (institution_id, id, asked_person)
);
create index proposal_of_institution on proposal (institution_id, asked_at desc, id);
create index proposal_about on proposal (kind, subject, asked_at desc);
create index proposal_by_expiry on proposal (expires_at);

create table proposal_outcome (
  proposal_id    uuid primary key,
  institution_id integer not null,
  outcome        text not null check (outcome in ('approved', 'rejected')),
  asked_person   uuid not null,
  decided_person uuid not null,
  decided_name   text not null,
  decided_at     timestamptz not null,
  approval_id    uuid,
  seal           bytea not null check (octet_length(seal) = 32),
  foreign key (institution_id, proposal_id, asked_person)
    references proposal (institution_id, id, asked_person),
  constraint proposal_by_two_persons check (outcome <> 'approved' or decided_person <> asked_person),
  constraint proposal_with_approval check ((outcome = 'approved') = (approval_id is not null))
);

-- Ways in (vn.sogoc.institution.office): for somebody new, or to a new password. What opens one is kept as keyed hashes alone.
create table invitation (
  id              uuid primary key,
  institution_id  integer not null references institution (id),
  purpose         text not null check (purpose in ('join', 'recover')),
  account_id      uuid references account (id),
  name            text not null,
  email           text not null,
  roles           text not null,
  invited_person  uuid not null,
  invited_name    text not null,
  invited_at      timestamptz not null,
  expires_at      timestamptz not null,
  approved_person uuid,
  approved_name   text,
  approved_at     timestamptz,
  link_digest     bytea unique check (octet_length(link_digest) = 32),
  code_digest     bytea check (octet_length(code_digest) = 32),
  wrong_codes     integer not null check (wrong_codes >= 0),
  ended           text check (ended in ('used', 'revoked', 'blocked')),
  ended_at        timestamptz,
  seal            bytea not null check (octet_length(seal) = 32),
  constraint invitation_by_two_persons check (approved_person <> invited_person),
  constraint invitation_approved_whole check ((approved_person is null) = (approved_at is null)
    and (approved_person is null) = (approved_name is null)),
  constraint invitation_of_account check ((purpose = 'recover') = (account_id is not null)),
  constraint invitation_used_after_approval check (ended is distinct from 'used' or approved_person is not null),
  constraint invitation_ended_whole check ((ended is null) = (ended_at is null))
);
create index invitation_of_institution on invitation (institution_id, invited_at desc, id);

-- Which institution supervises which (vn.sogoc.institution.office); the newest version counts.
create table supervision (
  id             uuid primary key,
  institution_id integer not null references institution (id),
  version        integer not null check (version >= 1),
  supervisor_id  integer not null references institution (id),
  recorded_at    timestamptz not null,
  seal           bytea not null check (octet_length(seal) = 32),
  unique (institution_id, version),
  constraint supervised_by_another check (supervisor_id <> institution_id)
);
create index supervision_by on supervision (supervisor_id);
create index account_of_institution on account (institution_id) where institution_id is not null;

call append_only('proposal');
call append_only('proposal_outcome');
call append_only('supervision');
grant select, insert,
  update (approved_person, approved_name, approved_at, link_digest, code_digest, wrong_codes, ended, ended_at, seal)
  on invitation to sogoc_app;
