-- Issuance lists as the law wants them: a signed header with a Merkle root over salted rows. A row can be blanked
-- later (row and salt gone, leaf kept) and the list still verifies.

create table issuance_list (
  id              uuid primary key,
  institution_id  integer not null references institution (id),
  batch_id        uuid not null unique,
  version         integer not null,
  kind            text not null,
  decision_number text not null,
  decision_date   date not null,
  issue_date      date not null,
  entry_count     integer not null check (entry_count >= 1),
  root            bytea not null check (octet_length(root) = 32),
  signed_header   bytea not null,
  published_at    timestamptz not null,
  unique (institution_id, id)
);
create index issuance_list_newest on issuance_list (published_at desc, id);

create table issuance_list_row (
  list_id           uuid not null,
  position          integer not null check (position >= 0),
  institution_id    integer not null references institution (id),
  credential_digest bytea not null unique check (octet_length(credential_digest) = 32),
  salt              bytea check (octet_length(salt) = 32),
  fields            bytea,
  leaf              bytea not null check (octet_length(leaf) = 32),
  path              bytea not null,
  primary key (list_id, position),
  foreign key (institution_id, list_id) references issuance_list (institution_id, id),
  check ((salt is null) = (fields is null))
);

create trigger issuance_list_is_append_only
  before update or delete on issuance_list for each row execute function refuse_change();
create trigger issuance_list_is_not_truncated
  before truncate on issuance_list for each statement execute function refuse_change();
create trigger issuance_list_row_is_append_only
  before update or delete on issuance_list_row for each row execute function refuse_change();
create trigger issuance_list_row_is_not_truncated
  before truncate on issuance_list_row for each statement execute function refuse_change();

grant select, insert on issuance_list, issuance_list_row to sogoc_app;
