#!/bin/sh
# Run once by the database's image: the owner of the schema, and the role the service works with.
set -eu
psql -v ON_ERROR_STOP=1 -v owner="$SOGOC_DB_OWNER_PASSWORD" -v app="$SOGOC_DB_PASSWORD" -U postgres <<'SQL'
create role sogoc_owner login password :'owner';
create role sogoc_app login password :'app';
create database sogoc owner sogoc_owner encoding 'UTF8' template template0;
revoke all on database sogoc from public;
grant connect on database sogoc to sogoc_app;
SQL
