-- Time stamps of RFC 3161 over published heads of the log (vn.sogoc.tlog.stamp), with the bytes that they are over: a head
-- takes in newer cosignatures later.

create table log_stamp (
  size       bigint primary key check (size >= 1),
  note       bytea not null check (octet_length(note) between 1 and 65536),
  response   bytea not null check (octet_length(response) between 1 and 65536),
  stamped_at timestamptz not null                                                -- what the authority said
);
call append_only('log_stamp');
