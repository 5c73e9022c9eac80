-- What a hosted Supabase project has before its first migration, as far as we lean on it.
--
-- Run once per database by the superuser `supabase_admin`, after roles.sql. The database itself belongs to `postgres`,
-- the role that runs the migrations.

-- ── schemas and extensions ──────────────────────────────────────────────────────────────────────────────────────────

create schema extensions authorization postgres;
create extension pgcrypto with schema extensions;
create extension "uuid-ossp" with schema extensions;
create extension pg_stat_statements with schema extensions;

create schema auth authorization lite_api;

grant usage on schema public, extensions, auth to postgres, anon, authenticated, service_role;

create publication supabase_realtime;
alter publication supabase_realtime owner to postgres;

-- A project made before 2026 gives every new table, sequence and function of `public` to the API roles. The more dangerous
-- of the two worlds is the one to develop in; a test applies the migrations in the other one and compares the grants.
alter default privileges for role postgres in schema public
  grant all on tables to anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  grant all on sequences to anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  grant all on functions to anon, authenticated, service_role;

-- ── the local REST and auth stand-in ────────────────────────────────────────────────────────────────────────────────

-- @supabase/lite grants everything on every schema that holds a table with row level security to the API roles, on its
-- first request. As `lite_api`, which owns nothing outside `auth`, its GRANTs come to nothing and those of the migrations
-- stay as they are. For a GRANT to come to nothing rather than fail, the role needs one privilege on each table: TRIGGER.
-- And it inherits the API roles, because it reads information_schema, which shows only what the reader may touch.
grant anon, authenticated, service_role to lite_api with inherit true;
grant usage on schema public, extensions to lite_api;
alter default privileges for role postgres grant trigger on tables to lite_api;
alter default privileges for role postgres grant usage on sequences to lite_api;
alter default privileges for role postgres grant usage on schemas to lite_api;
