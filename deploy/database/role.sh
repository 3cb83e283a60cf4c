#!/bin/sh
# Runs once, when the database is new: the application gets a role that owns its own database and nothing else.
# psql reads the password's file itself, so that it appears in no list of processes.
set -eu
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username postgres --dbname postgres <<'SQL'
\set password `cat "$FACTCHECK_PASSWORD_FILE"`
CREATE ROLE factcheck LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD :'password';
CREATE DATABASE factcheck OWNER factcheck ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE factcheck FROM PUBLIC;
REVOKE ALL ON DATABASE postgres FROM PUBLIC;
SQL
