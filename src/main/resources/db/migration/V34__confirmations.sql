-- Graduates look at their own row before it is signed (vn.sogoc.issuance.confirmation). Until when they can; the newest version
-- counts.
create table confirmation_round (
  batch_id       uuid not null,
  version        integer not null check (version between 1 and 20),
  institution_id integer not null,
  closes_on      date not null,
  asked_account  uuid not null,
  asked_name     text not null,
  asked_at       timestamptz not null,
  seal           bytea not null check (octet_length(seal) = 32),
  primary key (batch_id, version),
  foreign key (institution_id, batch_id) references batch (institution_id, id)
);

-- Who had the links shown: somebody who could answer in everybody's place.
create table confirmation_download (
  batch_id       uuid not null,
  generation     integer not null check (generation between 1 and 1000),
  institution_id integer not null,
  taken_account  uuid not null,
  taken_person   uuid not null,
  taken_name     text not null,
  taken_at       timestamptz not null,
  seal           bytea not null check (octet_length(seal) = 32),
  primary key (batch_id, generation),
  foreign key (institution_id, batch_id) references batch (institution_id, id)
);

-- The link of each row, as a keyed hash alone. A new download takes the place of all before it.
create table confirmation_link (
  batch_id       uuid not null,
  position       integer not null check (position >= 0),
  institution_id integer not null,
  generation     integer not null check (generation >= 1),
  link_digest    bytea not null unique check (octet_length(link_digest) = 32),
  seal           bytea not null check (octet_length(seal) = 32),
  primary key (batch_id, position),
  foreign key (institution_id, batch_id) references batch (institution_id, id)
);

-- What graduates said, in the order in which they said it: never changed. Of a row the newest counts, but a dispute is
-- taken back by nobody: an approver answers it. `content` is SHA-256 of the claims that were shown, `generation` that of the link.
create table confirmation_answer (
  batch_id       uuid not null,
  ordinal        integer not null check (ordinal >= 1),
  institution_id integer not null,
  position       integer not null check (position >= 0),
  generation     integer not null check (generation >= 1),
  answer         text not null check (answer in ('confirmed', 'disputed')),
  content        bytea not null check (octet_length(content) = 32),
  field          text check (field ~ '^[a-z]+(-[a-z]+)*$' and length(field) <= 30),
  wanted         text check (length(wanted) between 1 and 300),
  salt           bytea not null check (octet_length(salt) = 16),
  answered_at    timestamptz not null,
  seal           bytea not null check (octet_length(seal) = 32),
  primary key (batch_id, ordinal),
  foreign key (institution_id, batch_id) references batch (institution_id, id),
  constraint dispute_says_what check ((answer = 'disputed') = (field is not null)
    and (field is null) = (wanted is null))
);
create index confirmation_answer_row on confirmation_answer (batch_id, position, ordinal);

-- How the approver found them, and why a batch with disputes, or before its day, goes on nevertheless. Without a closing day nobody
-- was asked.
create table confirmation_verdict (
  batch_id       uuid not null,
  version        integer not null check (version between 1 and 1000),
  institution_id integer not null,
  closes_on      date,
  is_early       boolean not null,
  downloads      integer not null check (downloads >= 0),
  confirmed      integer not null check (confirmed >= 0),
  disputed       integer not null check (disputed >= 0),
  silent         integer not null check (silent >= 0),
  not_asked      integer not null check (not_asked >= 0),
  last_ordinal   integer not null check (last_ordinal >= 0),
  disputes       bytea not null check (octet_length(disputes) = 32),
  standing       bytea not null check (octet_length(standing) = 32),
  reason         text check (length(reason) between 3 and 500),
  given_account  uuid not null,
  given_person   uuid not null,
  given_name     text not null,
  given_at       timestamptz not null,
  seal           bytea not null check (octet_length(seal) = 32),
  primary key (batch_id, version),
  foreign key (institution_id, batch_id) references batch (institution_id, id),
  constraint goes_on_with_a_reason check ((disputed > 0 or is_early) = (reason is not null))
);

call append_only('confirmation_round');
call append_only('confirmation_download');
call append_only('confirmation_answer');
call append_only('confirmation_verdict');
grant select, insert, delete on confirmation_link to sogoc_app;

-- What was told of one batch is held against what is there, before anything is decided on it.
create index trail_line_confirmation on trail_line (object collate "C") where action like 'confirmation.%';
