-- tenancy · the doors
--
-- Three schemas, one login role per concern of the functions, and a clean slate of privileges: nothing below is
-- reachable unless a later line grants it by name. New Supabase projects and old ones differ in what they grant by
-- default; after this file they are alike.

create schema if not exists private;
create schema if not exists backend;

comment on schema private is 'No door: helpers, trigger functions, encryption and secrets. Reached only from policies and definer functions.';
comment on schema backend is 'The door of the functions: SQL functions only. Each login role may EXECUTE those of its concern and nothing else.';

alter default privileges revoke execute on functions from public;
alter default privileges in schema public revoke all on tables from anon, authenticated, service_role;
alter default privileges in schema public revoke all on sequences from anon, authenticated, service_role;
alter default privileges in schema public revoke all on functions from anon, authenticated, service_role;

-- Roles belong to the whole cluster: made if missing, never dropped. Their passwords are the operator's business.
do $$
declare
  v_role text;
begin
  foreach v_role in array array['fn_ingest', 'fn_voice', 'fn_api', 'fn_billing', 'fn_jobs'] loop
    if not exists (select from pg_catalog.pg_roles where rolname = v_role) then
      execute format('create role %I login noinherit', v_role);
    end if;
    -- A failing call would else put bound parameters (row keys, a caller's words) into the log and the error.
    execute format('alter role %I set log_parameter_max_length_on_error = 0', v_role);
    execute format('alter role %I set statement_timeout = %L', v_role, '5s');
    execute format('alter role %I set idle_in_transaction_session_timeout = %L', v_role, '10s');
    execute format('grant usage on schema backend to %I', v_role);
  end loop;
  -- Nobody logs in as the eraser: it owns the few functions that erase, and the triggers that refuse let it pass. It works
  -- across companies, as retention does.
  if not exists (select from pg_catalog.pg_roles where rolname = 'frontdesk_eraser') then
    create role frontdesk_eraser nologin noinherit bypassrls;
  end if;
  -- (Before Postgres 16 only a superuser can give this; then the operator makes the role first.)
  if exists (select from pg_catalog.pg_roles where rolname = 'frontdesk_eraser' and not rolbypassrls) then
    alter role frontdesk_eraser bypassrls;
  end if;
  -- Who runs the migrations may give it functions to own.
  execute format('grant frontdesk_eraser to %I', current_user);
end $$;

grant usage on schema private to authenticated, service_role;
grant usage on schema public, private to frontdesk_eraser;

-- Every function below pins search_path = pg_catalog, pg_temp. An empty one is not enough: pg_temp is then searched first
-- for types, and a temporary domain called uuid would run its maker's code with the rights of our definer functions.
-- Nobody but the owner needs temporary objects either. (Only the owner of a database can say so; elsewhere this warns.)
do $$
begin
  execute format('revoke temporary on database %I from public', current_database());
end $$;

create extension if not exists pgcrypto with schema extensions;
create extension if not exists btree_gist with schema extensions;

-- Numbers that we dial or route by.
create domain public.e164 as text
  constraint e164_plus_and_7_to_15_digits check (value ~ '^\+[1-9][0-9]{6,14}$');
comment on domain public.e164 is 'A telephone number in E.164: plus, country code, at most 15 digits.';

create domain public.currency_code as text
  constraint currency_code_iso_4217 check (value ~ '^[A-Z]{3}$');
comment on domain public.currency_code is 'An ISO 4217 currency code in capitals.';

create domain public.language_code as text
  constraint language_code_iso_639_1 check (value ~ '^[a-z]{2}$');
comment on domain public.language_code is 'An ISO 639-1 language code in small letters.';

-- True for a zone of the IANA database. Declared immutable so that a domain may use it: a zone once known stays known.
create function private.is_time_zone(p_zone text) returns boolean
language plpgsql immutable strict set search_path = pg_catalog, pg_temp as $$
begin
  -- Spelt exactly so: Postgres would take EUROPE/BERLIN too, which other programs do not know.
  return (p_zone = 'UTC' or p_zone like '%/%') and exists (select from pg_timezone_names z where z.name = p_zone);
end $$;
comment on function private.is_time_zone(text) is 'True for an IANA time zone name such as Europe/Berlin.';
grant execute on function private.is_time_zone(text) to authenticated, service_role;

create domain public.iana_zone as text
  constraint iana_zone_known check (private.is_time_zone(value));
comment on domain public.iana_zone is 'An IANA time zone name, for example Europe/Stockholm.';

create function private.tg__touch_updated_at() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  new.updated_at := now();
  return new;
end $$;
comment on function private.tg__touch_updated_at() is 'Keeps updated_at on every table that has one.';

-- Logs are added to and never changed. Erasure and retention run as frontdesk_eraser and are let through.
create function private.tg__append_only() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if current_user = 'frontdesk_eraser' then
    return coalesce(new, old);
  end if;
  raise exception using errcode = 'PT409', message = 'append_only',
    detail = jsonb_build_object('table', tg_table_name, 'verb', lower(tg_op))::text,
    hint = 'Rows of this table are never changed or deleted; write a new one that corrects it.';
end $$;
comment on function private.tg__append_only() is 'Refuses UPDATE, DELETE and TRUNCATE on append-only tables.';

-- The tenant of a row is decided once.
create function private.tg__tenant_stays() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if new.company_id is distinct from old.company_id then
    raise exception using errcode = 'PT409', message = 'tenant_moved',
      detail = jsonb_build_object('table', tg_table_name)::text,
      hint = 'A row stays in the company that it was created in.';
  end if;
  return new;
end $$;
comment on function private.tg__tenant_stays() is 'Refuses to move a row into another company.';
