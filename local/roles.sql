-- The roles of a hosted Supabase project, as far as we lean on them. Roles belong to the cluster: run before each new
-- database, by the superuser `supabase_admin`; changes nothing the second time. Passwords are set by databases.py.

do $$
begin
  if not exists (select from pg_roles where rolname = 'postgres') then
    create role postgres login nosuperuser createrole createdb replication bypassrls;
    alter role postgres set search_path = "$user", public, extensions;
  end if;
  if not exists (select from pg_roles where rolname = 'anon') then
    create role anon nologin noinherit;
  end if;
  if not exists (select from pg_roles where rolname = 'authenticated') then
    create role authenticated nologin noinherit;
  end if;
  if not exists (select from pg_roles where rolname = 'service_role') then
    create role service_role nologin noinherit bypassrls;
  end if;
  if not exists (select from pg_roles where rolname = 'authenticator') then
    create role authenticator login noinherit;
  end if;
  if not exists (select from pg_roles where rolname = 'supabase_auth_admin') then
    create role supabase_auth_admin nologin noinherit createrole;
  end if;
  -- Ours, not Supabase's: the login of the local REST and auth stand-in, see the end of bootstrap.sql.
  if not exists (select from pg_roles where rolname = 'lite_api') then
    create role lite_api login inherit;
    alter role lite_api set search_path = public, extensions;
  end if;
end
$$;

grant anon, authenticated, service_role to authenticator;
grant anon, authenticated, service_role to postgres with admin option;
grant pg_monitor, pg_read_all_data, pg_signal_backend to postgres;
