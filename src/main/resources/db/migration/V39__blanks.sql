-- Numbered blanks (phôi) of an institution (vn.sogoc.issuance.blanks): ranges of numbers move, each movement is a row that is never
-- changed; only a blank that a credential was printed on has a row of its own.
create table blank_series (
  id             uuid primary key,
  institution_id integer not null references institution (id),
  kind           text not null,
  prefix         text not null check (length(prefix) <= 12),
  digits         integer not null check (digits between 1 and 12),
  created_at     timestamptz not null,
  seal           bytea not null check (octet_length(seal) = 32),
  unique (institution_id, id),
  unique (institution_id, prefix)
);

-- spoiled, lost and destroyed are agreed to by two persons; the proposal says by whom
create table blank_movement (
  id               uuid primary key,
  institution_id   integer not null,
  series_id        uuid not null,
  version          integer not null check (version >= 1),
  type             text not null check (type in
    ('received', 'allocated', 'returned', 'used', 'misprinted', 'spoiled', 'lost', 'destroyed', 'counted')),
  first_number     bigint not null check (first_number >= 0),
  last_number      bigint not null,
  quantity         bigint not null check (quantity >= 0),
  batch_id         uuid,
  document         text not null check (length(document) <= 100),
  document_date    date,
  reason           text not null check (length(reason) <= 500),
  council          text not null check (length(council) <= 500),
  police           text not null check (length(police) <= 200),
  uses             bytea check (octet_length(uses) = 32), -- over each number and the credential it was used for
  proposal_id      uuid references proposal (id),
  recorded_account uuid not null,
  recorded_name    text not null,
  recorded_at      timestamptz not null,
  seal             bytea not null check (octet_length(seal) = 32),
  unique (series_id, version),
  unique (institution_id, id),
  foreign key (institution_id, series_id) references blank_series (institution_id, id),
  foreign key (institution_id, batch_id) references batch (institution_id, id),
  check (last_number >= first_number),
  check ((type in ('spoiled', 'lost', 'destroyed')) = (proposal_id is not null)),
  check ((type in ('allocated', 'returned', 'used', 'misprinted')) = (batch_id is not null)),
  check ((type = 'used') = (uses is not null))
);
create index blank_movement_of_batch on blank_movement (batch_id) where batch_id is not null;

-- the key is what keeps a blank from being used twice
create table blank_use (
  series_id      uuid not null,
  number         bigint not null,
  institution_id integer not null,
  credential_id  uuid not null,
  turn           integer not null check (turn >= 1), -- of the credential: the second blank where the first was misprinted
  movement_id    uuid not null,
  primary key (series_id, number),
  unique (credential_id, turn),
  foreign key (institution_id, series_id) references blank_series (institution_id, id),
  foreign key (institution_id, movement_id) references blank_movement (institution_id, id),
  foreign key (institution_id, credential_id) references register_entry (institution_id, id)
);
create index blank_use_of_movement on blank_use (movement_id);

call append_only('blank_series');
call append_only('blank_movement');
call append_only('blank_use');
