-- What is said of a batch beside its rows (decision_total, programmes) is sealed when it is prepared.
alter table batch add column terms_seal bytea check (octet_length(terms_seal) = 32);

-- One record may be shown under a stolen key and be disputed by its holder: two incidents.
alter table incident drop constraint incident_digest_key;
alter table incident add constraint incident_of_a_reason unique (digest, reason);
