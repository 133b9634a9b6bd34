-- Makes the site's two roles and its database; run by PostgreSQL's administrator, as often as wanted:
--
--     runuser -u postgres -- psql -f deploy/roles.sql
--
-- hdnd_owner owns the database and its tables: it migrates, wipes for good, restores. hdnd is what the site runs as:
-- it owns nothing. Its rights on the tables are given by `migrate` (editorial/grants.py). A database that hdnd owned,
-- as before there were two roles, changes hands with all that is in it.
-- Passwords are set from the files that OWNER_PASSWORD_FILE and SITE_PASSWORD_FILE name, and left alone without them.
\set ON_ERROR_STOP on
\set QUIET on
\set owner_password `cat "${OWNER_PASSWORD_FILE:-/dev/null}"`
\set site_password `cat "${SITE_PASSWORD_FILE:-/dev/null}"`

SELECT format('CREATE ROLE %I', name) FROM unnest(ARRAY['hdnd_owner', 'hdnd']) AS wanted(name)
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec
ALTER ROLE hdnd_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER ROLE hdnd LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
-- The site's role is in no other.
SELECT format('REVOKE %I FROM hdnd', roleid::regrole::text) FROM pg_auth_members WHERE member = 'hdnd'::regrole \gexec
SELECT format('ALTER ROLE hdnd_owner PASSWORD %L', :'owner_password') WHERE :'owner_password' <> '' \gexec
SELECT format('ALTER ROLE hdnd PASSWORD %L', :'site_password') WHERE :'site_password' <> '' \gexec

SELECT 'CREATE DATABASE hdnd OWNER hdnd_owner ENCODING ''UTF8'' LOCALE ''C.UTF-8'' TEMPLATE template0'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'hdnd') \gexec
ALTER DATABASE hdnd OWNER TO hdnd_owner;
REVOKE ALL ON DATABASE hdnd FROM PUBLIC, hdnd;
GRANT CONNECT ON DATABASE hdnd TO hdnd;

\connect hdnd
REASSIGN OWNED BY hdnd TO hdnd_owner;
-- Before PostgreSQL 15 everybody may make tables in this schema.
REVOKE CREATE ON SCHEMA public FROM PUBLIC, hdnd;
GRANT USAGE, CREATE ON SCHEMA public TO hdnd_owner;
GRANT USAGE ON SCHEMA public TO hdnd;
