-- Batches on their way from a class list to the register (vn.sogoc.issuance). What was approved is frozen: rows cannot be
-- changed, and of a batch only the columns that say how far it has come.
create table batch (
  id                 uuid primary key,
  institution_id     integer not null references institution (id),
  kind               text not null,
  regime             text not null,
  decision_number    text not null,
  decision_key       text not null,
  decision_date      date not null,
  issue_date         date not null,
  graduation_year    integer,
  place              integer not null,
  mandate_id         uuid not null,
  signer_name        text not null,
  signer_title_vi    text not null,
  signer_title_en    text not null,
  signs_as           text not null,
  policy_version     integer not null,
  file_digest        bytea not null check (octet_length(file_digest) = 32),
  file_name          text not null,
  row_count          integer not null check (row_count >= 1),
  fault_count        integer not null check (fault_count >= 0),
  warning_count      integer not null check (warning_count >= 0),
  approved_hash      bytea check (octet_length(approved_hash) = 32),
  prepared_account   uuid not null,
  prepared_person    uuid not null,
  prepared_name      text not null,
  prepared_at        timestamptz not null,
  state              text not null
    check (state in ('faulty', 'draft', 'approved', 'signing', 'recorded', 'done', 'discarded', 'voided')),
  approved_person    uuid,
  approved_name      text,
  approved_at        timestamptz,
  signed_person      uuid,
  signed_name        text,
  signed_at          timestamptz,
  approval_id        uuid,
  authority_seal     bytea check (octet_length(authority_seal) = 32), -- keyed: who asked for what to be signed
  job_id             uuid,
  iat                timestamptz,
  record_ids         bytea,
  recorded_at        timestamptz,
  done_at            timestamptz,
  void_reason        text,
  void_asked_person  uuid,
  void_asked_name    text,
  void_asked_at      timestamptz,
  voided_person      uuid,
  voided_name        text,
  voided_at          timestamptz,
  unique (institution_id, id),
  check ((state = 'faulty' or (state = 'discarded' and approved_hash is null)) = (approved_hash is null)),
  check (fault_count = 0 or state in ('faulty', 'discarded')),
  constraint batch_approved_by_another_person
    check (approved_person is null or approved_person <> prepared_person),
  constraint batch_voided_by_another_person
    check (voided_person is null or voided_person <> void_asked_person),
  check ((state = 'voided') = (voided_person is not null)),
  check (voided_person is null or void_reason is not null),
  check (state not in ('approved', 'signing', 'recorded', 'done') or approved_person is not null),
  check (state not in ('signing', 'recorded', 'done') or (signed_person is not null and job_id is not null
    and approval_id is not null and authority_seal is not null)),
  check (record_ids is null or octet_length(record_ids) = 16 * row_count)
);
create unique index batch_of_file on batch (institution_id, file_digest, kind, decision_number)
  where state not in ('discarded', 'voided');
create index batch_newest on batch (institution_id, prepared_at desc, id);

create table batch_row (
  batch_id       uuid not null,
  position       integer not null check (position >= 0),
  institution_id integer not null,
  line           integer not null,
  claims         bytea not null,
  person_id      uuid not null,
  likeness       bytea not null check (octet_length(likeness) = 32),
  primary key (batch_id, position),
  foreign key (institution_id, batch_id) references batch (institution_id, id)
);
create index batch_row_likeness on batch_row (institution_id, likeness);

create table batch_finding (
  batch_id       uuid not null,
  position       integer not null check (position >= 0),
  institution_id integer not null,
  is_fault       boolean not null,
  code           text not null,
  line           integer not null,
  column_name    text not null,
  expected       text not null,
  found          text not null,
  primary key (batch_id, position),
  foreign key (institution_id, batch_id) references batch (institution_id, id)
);

-- Issued once, before any number is taken: the batch that signs for a person, kind and decision holds this row. It lets
-- go only when it is voided.
create table issuance_claim (
  institution_id  integer not null,
  person_id       uuid not null,
  kind            text not null,
  decision_key    text not null,
  batch_id        uuid not null,
  position        integer not null,
  primary key (institution_id, person_id, kind, decision_key),
  foreign key (institution_id, batch_id) references batch (institution_id, id)
);
create unique index issuance_claim_row on issuance_claim (batch_id, position);

-- Signatures that were made and not yet recorded. Read by nothing but the job; void until recorded.
create table staged_record (
  batch_id       uuid not null,
  position       integer not null check (position >= 0),
  institution_id integer not null,
  cose           bytea not null,
  primary key (batch_id, position),
  foreign key (institution_id, batch_id) references batch (institution_id, id)
);

-- Rows and findings are written once; they go only with a batch that was discarded.
create function batch_part_is_frozen() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and exists (select from batch where id = old.batch_id and state = 'discarded') then
    return old;
  end if;
  raise exception 'rows of a batch are frozen: % refused', lower(tg_op) using errcode = 'restrict_violation';
end $$;
create trigger batch_row_frozen before update or delete on batch_row
  for each row execute function batch_part_is_frozen();
create trigger batch_finding_frozen before update or delete on batch_finding
  for each row execute function batch_part_is_frozen();

-- A batch goes forward. From approved it may fall back to draft, when the approval ran out.
create function batch_goes_forward() returns trigger language plpgsql as $$
begin
  if old.state = new.state or (old.state, new.state) in (
      ('faulty', 'discarded'), ('draft', 'discarded'), ('approved', 'discarded'), ('draft', 'approved'),
      ('approved', 'draft'), ('approved', 'signing'), ('signing', 'recorded'), ('recorded', 'done'), ('signing', 'voided')) then
    return new;
  end if;
  raise exception 'a batch does not go from % to %', old.state, new.state using errcode = 'restrict_violation';
end $$;
create trigger batch_forward before update on batch for each row execute function batch_goes_forward();

create function claim_is_held() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and exists (select from batch where id = old.batch_id and state = 'voided') then
    return old;
  end if;
  raise exception 'a claim is held until its batch is voided: % refused', lower(tg_op) using errcode = 'restrict_violation';
end $$;
create trigger issuance_claim_held before update or delete on issuance_claim
  for each row execute function claim_is_held();
create trigger issuance_claim_is_not_truncated
  before truncate on issuance_claim for each statement execute function refuse_change();

grant select, insert on batch to sogoc_app;
grant update (state, approved_person, approved_name, approved_at, signed_person, signed_name, signed_at, approval_id, authority_seal, job_id,
  iat, record_ids, recorded_at, done_at, void_reason, void_asked_person, void_asked_name, void_asked_at,
  voided_person, voided_name, voided_at) on batch to sogoc_app;
grant select, insert, delete on batch_row, batch_finding to sogoc_app;
grant select, insert, delete on issuance_claim to sogoc_app;
grant select, insert, delete on staged_record to sogoc_app;
