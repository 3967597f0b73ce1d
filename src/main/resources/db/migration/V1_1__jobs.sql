-- Jobs (vn.sogoc.platform.jobs): who may go on with a job is decided by epoch and lease, both kept here.
create table job (
  id uuid primary key,
  institution_id integer not null,
  kind text not null,
  subject text not null,
  requested_by uuid not null,
  state text not null check (state in ('queued', 'running', 'recorded', 'done', 'failed')),
  step text not null,
  total bigint not null check (total >= 0),
  done bigint not null check (done >= 0),
  failed bigint not null check (failed >= 0),
  epoch bigint not null check (epoch >= 0),
  attempts integer not null check (attempts >= 0),
  owner text,
  lease_until timestamptz,
  available_at timestamptz not null default now(),
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  result_url text,
  problem_slug text,
  problem_status integer,
  problem_detail text,
  check ((state in ('done', 'failed')) = (finished_at is not null)),
  check ((state = 'failed') = (problem_slug is not null))
);
-- One subject has one job of a kind, unless that failed.
create unique index job_one_per_subject on job (kind, subject) where state <> 'failed';
create index job_waiting on job (available_at, id) where state in ('queued', 'running', 'recorded');

-- Approvals by two persons (vn.sogoc.platform.approvals). What was asked for never changes; see also the column grants.
create table approval (
  id uuid primary key,
  institution_id integer not null,
  subject_kind text not null,
  subject_id text not null,
  content bytea not null check (octet_length(content) = 32),
  item_count bigint not null check (item_count > 0),
  state text not null check (state in ('open', 'approved', 'consumed', 'lapsed')),
  requester_account uuid not null,
  requester_person uuid not null,
  requested_at timestamptz not null,
  usable_seconds bigint not null check (usable_seconds > 0),
  expires_at timestamptz not null,
  approver_account uuid,
  approver_person uuid,
  approved_at timestamptz,
  consumed_at timestamptz,
  constraint approval_by_another_person check (approver_person is null or approver_person <> requester_person),
  check ((approver_person is null) = (approver_account is null) and (approver_person is null) = (approved_at is null)),
  check (state not in ('approved', 'consumed') or approver_person is not null),
  check ((state = 'consumed') = (consumed_at is not null))
);
create unique index approval_one_live on approval (subject_kind, subject_id) where state in ('open', 'approved');
create index approval_of_subject on approval (subject_kind, subject_id);

create function approval_goes_forward() returns trigger language plpgsql as $$
begin
  if (old.state, new.state) in (('open', 'approved'), ('open', 'lapsed'), ('approved', 'consumed'), ('approved', 'lapsed'))
     and (old.approver_person is null or old.approver_person = new.approver_person) then
    return new;
  end if;
  raise exception 'an approval does not go from % to %', old.state, new.state;
end $$;
create trigger approval_forward before update on approval for each row execute function approval_goes_forward();

grant select, insert, update on job to sogoc_app;
grant select, insert on approval to sogoc_app;
grant update (state, expires_at, approver_account, approver_person, approved_at, consumed_at) on approval to sogoc_app;
