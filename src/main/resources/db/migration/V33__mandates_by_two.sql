-- The decisions that mandates rest on, as they were uploaded (vn.sogoc.institution.office); a mandate's proposal names the digest.
create table mandate_document (
  id             uuid primary key,
  institution_id integer not null references institution (id),
  digest         bytea not null check (octet_length(digest) = 32),
  media_type     text not null check (media_type in ('application/pdf', 'image/png', 'image/jpeg')),
  content        bytea not null check (octet_length(content) between 1 and 10485760),
  uploaded_at    timestamptz not null,
  seal           bytea not null check (octet_length(seal) = 32),
  unique (institution_id, digest)
);
call append_only('mandate_document');
