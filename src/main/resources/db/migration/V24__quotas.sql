-- How many credentials of a kind an institution may issue in a year (vn.sogoc.issuance.quota), and how many under a decision. Whoever keeps the registry
-- says so, never the institution: one person asks, another approves. What was decided is never edited, a later decision
-- stands in place of an earlier one, and a row that the service did not seal counts for an alarm.

-- A quota, or the release of one batch that exceeds it: of exactly the rows behind a hash.
create table quota_decision (
  id              uuid primary key,
  institution_id  integer not null references institution (id),
  type            text not null check (type in ('quota', 'release')),
  kind            text not null,
  year            integer not null check (year between 1945 and 2199),
  programme       text not null check (programme ~ '^([*]|[5-9][0-9]{6})$'),
  places          integer check (places >= 0),
  batch_id        uuid,
  approved_hash   bytea check (octet_length(approved_hash) = 32),
  decision_number text not null check (length(decision_number) between 1 and 50),
  decision_date   date not null,
  reason          text not null check (length(reason) between 3 and 500),
  asked_person    uuid not null,
  asked_name      text not null,
  asked_at        timestamptz not null,
  expires_at      timestamptz not null,
  seal            bytea not null check (octet_length(seal) = 32),
  constraint quota_decision_and_asker unique (institution_id, id, asked_person),
  foreign key (institution_id, batch_id) references batch (institution_id, id),
  constraint quota_has_places check ((type = 'quota') = (places is not null)),
  constraint release_has_batch check ((type = 'release') = (batch_id is not null)
    and (type = 'release') = (approved_hash is not null))
);
create index quota_decision_of_year on quota_decision (institution_id, kind, year);

-- How it ended, once. The quotas of an institution, kind and year that were approved are numbered from 1.
create table quota_outcome (
  decision_id    uuid primary key,
  institution_id integer not null,
  outcome        text not null check (outcome in ('approved', 'rejected')),
  version        integer check (version >= 1),
  asked_person   uuid not null,
  decided_person uuid not null,
  decided_name   text not null,
  decided_at     timestamptz not null,
  approval_id    uuid,
  seal           bytea not null check (octet_length(seal) = 32),
  foreign key (institution_id, decision_id, asked_person)
    references quota_decision (institution_id, id, asked_person),
  constraint quota_by_two_persons check (outcome <> 'approved' or decided_person <> asked_person),
  constraint quota_with_approval check ((outcome = 'approved') = (approval_id is not null)),
  constraint quota_version_of_approved check (version is null or outcome = 'approved')
);

-- One row for an institution, kind and year that has a quota: whoever begins to sign locks it, counts, and holds it to the
-- end of the transaction. How many quotas were approved shows one that was taken out.
create table quota_cell (
  institution_id integer not null references institution (id),
  kind           text not null,
  year           integer not null,
  versions       integer not null check (versions >= 0),
  primary key (institution_id, kind, year)
);

-- What a batch takes of a quota: its rows by programme, and the release under which it exceeds one.
alter table batch add column programmes text;
alter table batch add column quota_release uuid references quota_decision (id);
create unique index batch_quota_release on batch (quota_release) where quota_release is not null;
create index batch_of_year on batch (institution_id, kind, issue_date) where state in ('signing', 'recorded', 'done');

-- A decision is used once. How many graduates it names is stated by the first list under it where there will be more; the row
-- of a decision is locked by whoever begins to sign under it.
alter table batch add column decision_total integer check (decision_total >= row_count);
alter table import add column decision_total integer check (decision_total >= 1);
create table decision_use (
  institution_id integer not null references institution (id),
  decision_key   text not null,
  decision_year  integer not null,
  kind           text not null,
  primary key (institution_id, decision_key, decision_year, kind)
);

call append_only('quota_decision');
call append_only('quota_outcome');
grant select, insert, update (versions) on quota_cell to sogoc_app;
grant update (quota_release) on batch to sogoc_app;
grant select, insert, update (kind) on decision_use to sogoc_app; -- to lock it; it is never changed
