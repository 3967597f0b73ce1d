-- An institution's own pages (vn.sogoc.document.template). Pictures as they were encoded anew; what two persons agree to names
-- them by their digests.
create table template_image (
  id             uuid primary key,
  institution_id integer not null references institution (id),
  digest         bytea not null check (octet_length(digest) = 32),
  media_type     text not null check (media_type in ('image/png', 'image/jpeg')),
  width          integer not null check (width between 1 and 32000),
  height         integer not null check (height between 1 and 32000),
  content        bytea not null check (octet_length(content) between 1 and 3145728),
  kept_at        timestamptz not null,
  seal           bytea not null check (octet_length(seal) = 32),
  unique (institution_id, digest)
);
call append_only('template_image');

-- A template that two persons agreed to; what it is stands in the terms of the proposal of the same number.
create table diploma_template (
  id             uuid primary key references proposal (id),
  institution_id integer not null references institution (id),
  kind           text not null,
  valid_from     date not null,
  valid_until    date,
  agreed_at      timestamptz not null,
  ended_at       timestamptz,
  seal           bytea not null check (octet_length(seal) = 32),
  constraint template_days check (valid_until >= valid_from),
  constraint template_ended_after check (ended_at >= agreed_at)
);
create index diploma_template_of_kind on diploma_template (institution_id, kind, agreed_at desc, id);
create index diploma_template_newest on diploma_template (agreed_at desc, id desc);
grant select, insert, update (ended_at, seal) on diploma_template to sogoc_app;
