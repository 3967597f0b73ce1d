-- Who received a document, and when (vn.sogoc.issuance.delivery): each handing out, and each one taken back on its day, is a row
-- beside the register; nothing is edited. Whoever received it in the holder's place is sealed as personal data.
create table delivery_event (
  id               uuid primary key,
  institution_id   integer not null,
  credential_id    uuid not null,
  version          integer not null check (version >= 1),
  type             text not null check (type in ('delivered', 'undone')),
  receiver         text check (receiver in ('holder', 'proxy', 'link')),
  paper            text check (paper in ('power-of-attorney', 'guardian', 'heir')),
  person_sealed    bytea,
  recorded_account uuid not null,
  recorded_name    text not null,
  recorded_at      timestamptz not null,
  seal             bytea not null check (octet_length(seal) = 32),
  unique (credential_id, version),
  foreign key (institution_id, credential_id) references register_entry (institution_id, id),
  check ((type = 'delivered') = (receiver is not null)),
  check ((receiver is not distinct from 'proxy') = (paper is not null)),
  check ((paper is null) = (person_sealed is null))
);
create index delivery_event_newest on delivery_event (institution_id, recorded_at desc);
call append_only('delivery_event');

-- A link by which a holder gets the document (the secret is kept as a keyed hash; it and the address are sealed until they are sent).
create table delivery_link (
  id             uuid primary key,
  institution_id integer not null,
  credential_id  uuid not null,
  channel        text not null check (channel in ('mail', 'sms')),
  secret_digest  bytea not null unique check (octet_length(secret_digest) = 32),
  message_sealed bytea,
  asked_account  uuid not null references account (id),
  asked_name     text not null,
  created_at     timestamptz not null,
  expires_at     timestamptz not null,
  sent_at        timestamptz,
  tries          integer not null default 0 check (tries between 0 and 5),
  ended          text check (ended in ('received', 'replaced', 'blocked', 'expired')),
  ended_at       timestamptz,
  foreign key (institution_id, credential_id) references register_entry (institution_id, id),
  check ((ended is null) = (ended_at is null)),
  check (message_sealed is null or (sent_at is null and ended is null))
);
create index delivery_link_of on delivery_link (credential_id, created_at desc);
create index delivery_link_waiting on delivery_link (created_at) where message_sealed is not null;
grant select, insert, update (message_sealed, sent_at, tries, ended, ended_at) on delivery_link to sogoc_app;
