-- tenancy · people: who may sign in, which companies they belong to, and in which role

create table public.profiles (
  id uuid primary key references auth.users (id) on delete cascade,
  email text not null constraint profiles_email_looks_like_one check (email ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$'),
  name text constraint profiles_name_not_endless check (char_length(name) <= 200),
  phone public.e164,
  timezone public.iana_zone not null default 'Europe/Berlin',
  language public.language_code not null default 'de',
  is_active boolean not null default true,
  telephony_webhook_token text not null unique default encode(extensions.gen_random_bytes(24), 'hex'),
  data_processing_consent boolean not null default false,
  consent_timestamp timestamptz,
  data_retention_until date,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint profiles_consent_has_its_time check (not data_processing_consent or consent_timestamp is not null)
);
comment on table public.profiles is
  'One per person who can sign in; password and verification live in auth.users. Made by a trigger at sign-up, read and edited by that person, gone with the account.';

create trigger _100_touch_updated_at before update on public.profiles
  for each row execute function private.tg__touch_updated_at();

create function private.tg_users__open_profile() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into public.profiles (id, email, name)
  values (new.id, new.email, nullif(left(btrim(coalesce(new.raw_user_meta_data ->> 'name', '')), 200), ''))
  on conflict (id) do nothing;
  return new;
end $$;
comment on function private.tg_users__open_profile() is 'Opens a profile for every account that is signed up with an email address.';

create trigger frontdesk_500_open_profile after insert on auth.users
  for each row when (new.email is not null) execute function private.tg_users__open_profile();

create function private.tg_users__follow_email() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update public.profiles set email = new.email where id = new.id;
  return new;
end $$;
comment on function private.tg_users__follow_email() is 'A changed and confirmed email address is the profile''s too.';

create trigger frontdesk_500_follow_email after update of email on auth.users
  for each row when (new.email is distinct from old.email and new.email is not null) execute function private.tg_users__follow_email();

-- In rising order, so that "at least admin" is a comparison.
create type public.member_role as enum ('viewer', 'member', 'admin', 'owner');
comment on type public.member_role is 'viewer reads; member works with customers and appointments; admin also sets up; owner also handles members and money.';

create table public.company_members (
  company_id uuid not null references public.companies (id) on delete cascade,
  profile_id uuid not null references public.profiles (id) on delete cascade,
  role public.member_role not null default 'member',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (company_id, profile_id)
);
comment on table public.company_members is
  'Who belongs to which company, in which role. Written by create_company and the operator, read by fellow members, gone with either side.';

create index company_members_profile on public.company_members (profile_id, company_id);

create trigger _100_touch_updated_at before update on public.company_members
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.company_members
  for each row execute function private.tg__tenant_stays();

-- The one question that every policy asks. Called as (select private.company_ids()) so that it runs once a statement.
-- PL/pgSQL, because a SQL function with a search path of its own is planned anew in every statement: that was half the price
-- of row-level security (benchmarks/rls.py).
create function private.company_ids(p_minimum public.member_role default 'viewer') returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_caller uuid := auth.uid();
begin
  return array(
    select m.company_id from public.company_members m
    where m.profile_id = v_caller and m.role >= p_minimum
      and exists (select from public.profiles p where p.id = v_caller and p.is_active));
end $$;
comment on function private.company_ids(public.member_role) is 'The companies in which the caller holds at least this role. Empty for anybody who is not signed in.';
grant execute on function private.company_ids(public.member_role) to authenticated;

-- For functions that act for a person whose token they have verified.
create function private.require_role(p_actor uuid, p_company_id uuid, p_minimum public.member_role) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  v_role public.member_role;
begin
  select m.role into v_role
  from public.company_members m
  join public.profiles p on p.id = m.profile_id and p.is_active
  where m.company_id = p_company_id and m.profile_id = p_actor;
  -- A company that is not yours and one that does not exist look the same.
  if v_role is null then
    raise exception using errcode = 'PT404', message = 'company_not_found', hint = 'Name a company that you belong to.';
  end if;
  if v_role < p_minimum then
    raise exception using errcode = 'PT403', message = 'role_too_low',
      detail = jsonb_build_object('needed', p_minimum)::text, hint = 'Ask an owner of the company.';
  end if;
end $$;
comment on function private.require_role(uuid, uuid, public.member_role) is 'Refuses with company_not_found or role_too_low unless the actor holds at least this role.';

alter table public.profiles enable row level security;
alter table public.profiles force row level security;
create policy select_as_oneself on public.profiles for select to authenticated using (id = (select auth.uid()));
create policy update_as_oneself on public.profiles for update to authenticated
  using (id = (select auth.uid())) with check (id = (select auth.uid()));
grant select on public.profiles to authenticated, service_role;
grant update (name, phone, timezone, language, data_processing_consent, consent_timestamp) on public.profiles to authenticated;
grant update on public.profiles to service_role;
-- No INSERT or DELETE: a profile comes and goes with its account.

alter table public.company_members enable row level security;
alter table public.company_members force row level security;
create policy select_as_member on public.company_members for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
grant select on public.company_members to authenticated;
grant select, insert, update, delete on public.company_members to service_role;
-- No writing by members: roles are given out by functions that check who gives.

create policy select_as_member on public.companies for select to authenticated
  using (id = any ((select private.company_ids())::uuid[]));
create policy update_as_owner on public.companies for update to authenticated
  using (id = any ((select private.company_ids('owner'))::uuid[]))
  with check (id = any ((select private.company_ids('owner'))::uuid[]));
grant select on public.companies to authenticated;
grant update (
  name, email, phone, website, street, city, postal_code, country, billing_address, vat_id, timezone, language,
  slot_step_minutes, caller_proof, change_notice_hours, settings, outbound_from, outbound_until, outbound_weekdays,
  recording_consent, recording_retention_days, transcript_retention_days,
  call_metadata_retention_days
) on public.companies to authenticated;
grant select, insert, update, delete on public.companies to service_role;
-- No INSERT by people: create_company makes the company and its first owner together. Currency is fixed with the balance.

create table public.user_preferences (
  profile_id uuid not null references public.profiles (id) on delete cascade,
  key text not null constraint user_preferences_key_plain check (key ~ '^[a-z][a-z0-9_.]{0,99}$'),
  value jsonb not null constraint user_preferences_value_not_endless check (char_length(value::text) <= 20000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (profile_id, key)
);
comment on table public.user_preferences is
  'What a person likes to find as they left it; current_company among them. Read and written by that person alone, gone with the profile.';

create trigger _100_touch_updated_at before update on public.user_preferences
  for each row execute function private.tg__touch_updated_at();

alter table public.user_preferences enable row level security;
alter table public.user_preferences force row level security;
create policy select_as_oneself on public.user_preferences for select to authenticated using (profile_id = (select auth.uid()));
create policy insert_as_oneself on public.user_preferences for insert to authenticated with check (profile_id = (select auth.uid()));
create policy update_as_oneself on public.user_preferences for update to authenticated
  using (profile_id = (select auth.uid())) with check (profile_id = (select auth.uid()));
create policy delete_as_oneself on public.user_preferences for delete to authenticated using (profile_id = (select auth.uid()));
grant select, insert, delete on public.user_preferences to authenticated;
grant update (value) on public.user_preferences to authenticated;
grant select on public.user_preferences to service_role;

create function private.current_company_of(p_profile_id uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select m.company_id
  from public.company_members m
  left join public.user_preferences u on u.profile_id = m.profile_id and u.key = 'current_company'
  where m.profile_id = p_profile_id and p_profile_id = auth.uid()
  order by (u.value #>> '{}' = m.company_id::text) desc nulls last, m.created_at, m.company_id
  limit 1
$$;
comment on function private.current_company_of(uuid) is 'The company the caller works in now: the preferred one while a member, else the first joined. Null for anyone else''s id.';
grant execute on function private.current_company_of(uuid) to authenticated;

create function public.user_organization_id(user_uuid uuid) returns uuid
language sql stable set search_path = pg_catalog, pg_temp
begin atomic
  select private.current_company_of(user_uuid);
end;
comment on function public.user_organization_id(uuid) is 'The caller''s current company; null for anyone else''s id.';
grant execute on function public.user_organization_id(uuid) to authenticated;

create function private.create_company(p_name text, p_country text, p_timezone text, p_language text, p_currency text) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_company_id uuid;
  v_slug text := btrim(regexp_replace(lower(translate(p_name, 'äöüåéÄÖÜÅÉ', 'aouaeaouae')), '[^a-z0-9]+', '-', 'g'), '-');
begin
  if auth.uid() is null then
    raise exception using errcode = 'PT401', message = 'not_signed_in', hint = 'Sign in first.';
  end if;
  insert into public.companies (name, slug, country, timezone, language, currency)
  values (btrim(p_name), concat_ws('-', nullif(v_slug, ''), encode(extensions.gen_random_bytes(3), 'hex')),
          p_country, p_timezone, p_language, p_currency)
  returning id into v_company_id;
  insert into public.company_members (company_id, profile_id, role) values (v_company_id, auth.uid(), 'owner');
  return v_company_id;
end $$;
comment on function private.create_company(text, text, text, text, text) is 'Makes a company and its first owner, the caller. Refuses not_signed_in.';
grant execute on function private.create_company(text, text, text, text, text) to authenticated;

create function public.create_company(
  p_name text, p_country text default 'DE', p_timezone text default 'Europe/Berlin', p_language text default 'de', p_currency text default 'EUR'
) returns uuid
language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
  select private.create_company(p_name, p_country, p_timezone, p_language, p_currency);
end;
comment on function public.create_company(text, text, text, text, text) is
  'Opens a company with its main branch and an empty prepaid balance, and makes the caller its owner. Returns its id.';
grant execute on function public.create_company(text, text, text, text, text) to authenticated;
