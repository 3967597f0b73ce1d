-- The owner's role (sogoc_owner) runs this file; the application connects as sogoc_app and owns
-- nothing. Each migration ends with the grants of its tables: append-only tables get select and
-- insert, and call append_only() so that even the owner's own statements are refused by default.

revoke all on schema public from public;
grant usage on schema public to sogoc_app;

create function refuse_change() returns trigger
  language plpgsql as $$
begin
  raise exception 'table % is append-only: % refused', tg_table_name, lower(tg_op)
    using errcode = 'restrict_violation';
end
$$;

-- Makes a table append-only. "enable always" also holds in a session that replays a replica.
create procedure append_only(target regclass)
  language plpgsql as $$
begin
  execute format('create trigger refuse_update_delete before update or delete on %s
                  for each row execute function refuse_change()', target);
  execute format('create trigger refuse_truncate before truncate on %s
                  for each statement execute function refuse_change()', target);
  execute format('alter table %s enable always trigger refuse_update_delete', target);
  execute format('alter table %s enable always trigger refuse_truncate', target);
  execute format('grant select, insert on %s to sogoc_app', target);
end
$$;

-- Somebody who can sign in. Two accounts of one person have the same person_id, which is what
-- "another person approves" compares.
create table account (
  id             uuid        primary key,
  username       text        not null,
  display_name   text        not null,
  person_id      uuid        not null,
  institution_id integer,                -- where they work; null: citizens, auditors, operators
  password_hash  text,                   -- bcrypt in modular crypt form; null: cannot sign in
  session_epoch  integer     not null default 1,  -- raised to end every session
  disabled_at    timestamptz,
  created_at     timestamptz not null,
  seal           bytea       not null check (octet_length(seal) = 32),  -- keyed, over all other columns
  constraint account_username_unique unique (username),
  constraint account_username_form check (username = lower(username) and length(username) between 2 and 64)
);

-- A role at one institution, or for the whole registry where institution_id is null.
create table account_role (
  id             uuid    primary key,
  account_id     uuid    not null references account,
  institution_id integer,
  role           text    not null,
  seal           bytea   not null check (octet_length(seal) = 32),  -- keyed, over all other columns
  constraint account_role_unique unique nulls not distinct (account_id, institution_id, role),
  constraint account_role_known
    check (role in ('prepare', 'approve', 'sign', 'verify', 'audit', 'operate', 'holder')),
  constraint account_role_at_an_institution
    check (institution_id is not null or role not in ('prepare', 'approve', 'sign'))
);

-- A program's key acts for the account that owns it, within the roles both of them have.
create table api_key (
  id             uuid        primary key,
  account_id     uuid        not null references account,
  institution_id integer,
  label          text        not null,
  secret_digest  bytea       not null,   -- keyed hash of the secret; the secret itself is shown once
  roles          text[]      not null,
  quota          integer,                -- requests per minute; null: not limited
  created_at     timestamptz not null,
  expires_at     timestamptz,
  revoked_at     timestamptz,
  seal           bytea       not null check (octet_length(seal) = 32),  -- keyed, over all other columns
  constraint api_key_digest_unique unique (secret_digest),
  constraint api_key_digest_size check (octet_length(secret_digest) = 32),
  constraint api_key_quota_positive check (quota is null or quota > 0),
  constraint api_key_roles_known check (
    roles <@ array['prepare', 'approve', 'sign', 'verify', 'audit', 'operate', 'holder']
    and cardinality(roles) > 0)
);

create index api_key_by_account on api_key (account_id);

-- The reply to a mutating request, kept so that a repeated one is answered and not repeated.
create table idempotency_key (
  client         text        not null,
  path           text        not null,
  key            text        not null,
  body_digest    bytea       not null,
  holder         uuid        not null,   -- which attempt holds the lease
  lease_until    timestamptz not null,
  created_at     timestamptz not null,
  expires_at     timestamptz not null,
  status         integer,                -- null while the first request is still running
  headers        text,
  body           bytea,
  primary key (client, path, key),
  constraint idempotency_key_digest_size check (octet_length(body_digest) = 32),
  constraint idempotency_key_finished check ((status is null) = (body is null))
);

create index idempotency_key_by_expiry on idempotency_key (expires_at);

grant select, insert, update on account to sogoc_app;
grant select, insert, delete on account_role to sogoc_app;
grant select, insert, update on api_key to sogoc_app;
grant select, insert, update, delete on idempotency_key to sogoc_app;
