-- credentials · ai settings: a person's own model and OpenRouter keys
--
-- The keys are a person's, not a company's, so the person stands where a company stands with integrations: the row key is
-- HMAC(master, key id, profile, profile, purpose), one for each of the two keys.

create table public.user_ai_settings (
  profile_id uuid primary key references public.profiles (id) on delete cascade,
  default_model text constraint user_ai_settings_model_plain check (default_model ~ '^[A-Za-z0-9][A-Za-z0-9._:/-]{0,199}$'),
  has_openrouter_key boolean not null default false,
  has_openrouter_provisioning_key boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.user_ai_settings is
  'Which model a person prefers, and whether they keep keys of their own with us. Read and written by that person alone; the keys lie sealed in private.user_ai_settings_secrets. Gone with the profile.';
comment on column public.user_ai_settings.has_openrouter_key is 'Kept by a trigger: whether a key is stored. It is never shown again.';
comment on column public.user_ai_settings.has_openrouter_provisioning_key is 'Kept by a trigger: whether a key that makes other keys is stored.';

create trigger _100_touch_updated_at before update on public.user_ai_settings
  for each row execute function private.tg__touch_updated_at();

alter table public.user_ai_settings enable row level security;
alter table public.user_ai_settings force row level security;
create policy select_as_oneself on public.user_ai_settings for select to authenticated using (profile_id = (select auth.uid()));
create policy insert_as_oneself on public.user_ai_settings for insert to authenticated with check (profile_id = (select auth.uid()));
create policy update_as_oneself on public.user_ai_settings for update to authenticated
  using (profile_id = (select auth.uid())) with check (profile_id = (select auth.uid()));
create policy delete_as_oneself on public.user_ai_settings for delete to authenticated using (profile_id = (select auth.uid()));
grant select, delete on public.user_ai_settings to authenticated;
grant insert (profile_id, default_model), update (default_model) on public.user_ai_settings to authenticated;
grant select, delete on public.user_ai_settings to service_role;
-- No writing of has_…: a key is stored through the functions. Deleting the row forgets the keys.

create table private.user_ai_settings_secrets (
  profile_id uuid primary key references public.user_ai_settings (profile_id) on delete cascade,
  openrouter_api_key_encrypted bytea,
  openrouter_api_key_sealed_by text,
  openrouter_provisioning_key_encrypted bytea,
  openrouter_provisioning_key_sealed_by text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint user_ai_settings_secrets_api_key_names_its_seal
    check ((openrouter_api_key_encrypted is null) = (openrouter_api_key_sealed_by is null)),
  constraint user_ai_settings_secrets_provisioning_key_names_its_seal
    check ((openrouter_provisioning_key_encrypted is null) = (openrouter_provisioning_key_sealed_by is null))
);
comment on table private.user_ai_settings_secrets is
  'A person''s sealed OpenRouter keys, one to one. No policy and no grant: only backend functions open one, with a row key that SQL never derives. Gone with the settings.';
comment on column private.user_ai_settings_secrets.openrouter_api_key_sealed_by is 'Which generation of the master key sealed it.';
comment on column private.user_ai_settings_secrets.openrouter_provisioning_key_sealed_by is 'Which generation of the master key sealed it.';

create trigger _100_touch_updated_at before update on private.user_ai_settings_secrets
  for each row execute function private.tg__touch_updated_at();
alter table private.user_ai_settings_secrets enable row level security;
alter table private.user_ai_settings_secrets force row level security;

create function private.tg_user_ai_settings_secrets__tell_which() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update public.user_ai_settings s
  set has_openrouter_key = new.openrouter_api_key_encrypted is not null,
      has_openrouter_provisioning_key = new.openrouter_provisioning_key_encrypted is not null
  where s.profile_id = new.profile_id
    and (s.has_openrouter_key, s.has_openrouter_provisioning_key)
      <> (new.openrouter_api_key_encrypted is not null, new.openrouter_provisioning_key_encrypted is not null);
  return null;
end $$;
comment on function private.tg_user_ai_settings_secrets__tell_which() is 'Keeps has_openrouter_key and has_openrouter_provisioning_key true to what is stored.';

create trigger _500_tell_which after insert or update on private.user_ai_settings_secrets
  for each row execute function private.tg_user_ai_settings_secrets__tell_which();

create function backend.store_user_ai_settings(
  p_actor_id uuid, p_openrouter_api_key text, p_openrouter_provisioning_key text, p_key_id text, p_api_row_key text, p_provisioning_row_key text
) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from public.profiles p where p.id = p_actor_id and p.is_active) then
    raise exception using errcode = 'PT404', message = 'profile_not_found', hint = 'Sign in with an active account.';
  end if;
  if char_length(p_openrouter_api_key) not between 1 and 500 or char_length(p_openrouter_provisioning_key) not between 1 and 500 then
    raise exception using errcode = 'PT422', message = 'key_not_valid', hint = 'Send the key as OpenRouter shows it, or leave it out.';
  end if;

  insert into public.user_ai_settings as s (profile_id) values (p_actor_id)
  on conflict (profile_id) do update set updated_at = now();
  insert into private.user_ai_settings_secrets as s (
    profile_id, openrouter_api_key_encrypted, openrouter_api_key_sealed_by,
    openrouter_provisioning_key_encrypted, openrouter_provisioning_key_sealed_by)
  values (
    p_actor_id,
    case when p_openrouter_api_key is not null then private.encrypt_text(p_openrouter_api_key, p_api_row_key) end,
    case when p_openrouter_api_key is not null then p_key_id end,
    case when p_openrouter_provisioning_key is not null then private.encrypt_text(p_openrouter_provisioning_key, p_provisioning_row_key) end,
    case when p_openrouter_provisioning_key is not null then p_key_id end)
  on conflict (profile_id) do update
    set openrouter_api_key_encrypted = coalesce(excluded.openrouter_api_key_encrypted, s.openrouter_api_key_encrypted),
        openrouter_api_key_sealed_by = coalesce(excluded.openrouter_api_key_sealed_by, s.openrouter_api_key_sealed_by),
        openrouter_provisioning_key_encrypted = coalesce(excluded.openrouter_provisioning_key_encrypted, s.openrouter_provisioning_key_encrypted),
        openrouter_provisioning_key_sealed_by = coalesce(excluded.openrouter_provisioning_key_sealed_by, s.openrouter_provisioning_key_sealed_by);
end $$;
comment on function backend.store_user_ai_settings(uuid, text, text, text, text, text) is
  'Seals a person''s own keys; one that is null stays as it is. Refuses profile_not_found or key_not_valid.';
grant execute on function backend.store_user_ai_settings(uuid, text, text, text, text, text) to fn_api;

create function backend.find_user_ai_settings(p_profile_id uuid)
returns table (default_model text, api_key_sealed_by text, provisioning_key_sealed_by text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query
  select s.default_model, x.openrouter_api_key_sealed_by, x.openrouter_provisioning_key_sealed_by
  from public.user_ai_settings s
  join public.profiles p on p.id = s.profile_id and p.is_active
  left join private.user_ai_settings_secrets x on x.profile_id = s.profile_id
  where s.profile_id = p_profile_id;
end $$;
comment on function backend.find_user_ai_settings(uuid) is
  'The preferred model of a person, and which generations of the master key sealed their keys; no row without settings.';
grant execute on function backend.find_user_ai_settings(uuid) to fn_api, fn_voice;

create function private.open_user_ai_key(p_sealed bytea, p_row_key text) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  if p_sealed is null then
    raise exception using errcode = 'PT404', message = 'credential_not_found', hint = 'Store the key first.';
  end if;
  return private.decrypt_text(p_sealed, p_row_key);
end $$;
comment on function private.open_user_ai_key(bytea, text) is 'A sealed key as text. Refuses credential_not_found or credential_unreadable.';

create function backend.read_openrouter_key(p_profile_id uuid, p_row_key text) returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return private.open_user_ai_key(
    (select s.openrouter_api_key_encrypted from private.user_ai_settings_secrets s where s.profile_id = p_profile_id), p_row_key);
end $$;
comment on function backend.read_openrouter_key(uuid, text) is
  'The key with which a person''s turns are paid for; it goes to the provider, never back to the person. Refuses credential_not_found or credential_unreadable.';
grant execute on function backend.read_openrouter_key(uuid, text) to fn_api, fn_voice;

create function backend.read_openrouter_provisioning_key(p_profile_id uuid, p_row_key text) returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return private.open_user_ai_key(
    (select s.openrouter_provisioning_key_encrypted from private.user_ai_settings_secrets s where s.profile_id = p_profile_id), p_row_key);
end $$;
comment on function backend.read_openrouter_provisioning_key(uuid, text) is
  'The key that makes and ends other keys; no call needs it. Refuses credential_not_found or credential_unreadable.';
grant execute on function backend.read_openrouter_provisioning_key(uuid, text) to fn_api;
