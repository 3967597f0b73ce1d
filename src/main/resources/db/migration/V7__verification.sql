-- Receipts of verifications. No personal data: the verdict, the checks, and the digest of the credential that was
-- found, so that the receipt can be asked again.

create table verification_receipt (
  id         uuid primary key,
  short_code text not null unique,
  asked_by   text not null check (asked_by in ('qr', 'number', 'file')),
  verdict    text not null,
  checks     text not null,
  digest     bytea check (octet_length(digest) = 32),
  checked_at timestamptz not null,
  seal       bytea not null check (octet_length(seal) = 32)
);

create trigger verification_receipt_is_append_only
  before update on verification_receipt for each row execute function refuse_change();

grant select, insert on verification_receipt to sogoc_app;
