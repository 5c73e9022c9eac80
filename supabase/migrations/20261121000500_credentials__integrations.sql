-- credentials · integrations: which outside services a company is connected to, and the sealed credentials

create type public.provider_type as enum ('telephony', 'calendar', 'payment', 'llm', 'voice', 'messaging', 'accounting', 'multi');
comment on type public.provider_type is 'What a provider is for.';

create table public.integration_providers (
  provider text primary key constraint integration_providers_name_plain check (provider ~ '^[a-z][a-z0-9_]*$'),
  display_name text not null,
  provider_type public.provider_type not null,
  capabilities text[] not null default '{}',
  credential_keys text[] not null default '{}',
  config_keys text[] not null default '{}',
  is_core boolean not null default false,
  created_at timestamptz not null default now()
);
comment on table public.integration_providers is
  'The catalogue of outside services and the names of their credential and config keys. Everybody signed in reads it; a new provider is a row here and a folder in shared/providers.';

insert into public.integration_providers (provider, display_name, provider_type, capabilities, credential_keys, config_keys, is_core) values
  ('twilio', 'Twilio', 'telephony', '{voice,sms,whatsapp}', '{account_sid,auth_token}', '{region,edge,voice,sms_sender}', true),
  ('telnyx', 'Telnyx', 'telephony', '{voice,sms}', '{api_key,public_key}', '{connection_id,sms_sender}', true),
  ('vapi', 'Vapi', 'voice', '{voice,agent}', '{api_key,webhook_secret}',
    '{assistant_id,webhook_auth,webhook_header,webhook_credential_id,hmac_algorithm,hmac_encoding,hmac_header,hmac_timestamp_header,hmac_id_header,hmac_payload,hmac_prefix,hmac_secret_is_base64}', true),
  ('retell', 'Retell', 'voice', '{voice,agent}', '{api_key}', '{agent_id}', true),
  ('calcom', 'Cal.com', 'calendar', '{booking}', '{api_key,webhook_secret}', '{team_slug,event_type_id}', true),
  ('simplybook', 'SimplyBook', 'calendar', '{booking}', '{api_key,secret_key}', '{company_login}', false),
  ('google_calendar', 'Google Calendar', 'calendar', '{events}', '{refresh_token}', '{calendar_id}', false),
  ('stripe', 'Stripe', 'payment', '{payment}', '{api_key,webhook_secret}', '{}', false),
  ('whatsapp', 'WhatsApp', 'messaging', '{whatsapp}', '{access_token,app_secret}', '{phone_number_id}', false),
  ('smtp', 'Email (SMTP)', 'messaging', '{email}', '{username,password}', '{host,port,from_address}', false),
  ('openai', 'OpenAI', 'llm', '{chat}', '{api_key}', '{base_url,model}', false),
  ('anthropic', 'Anthropic', 'llm', '{chat}', '{api_key}', '{model}', false),
  ('openrouter', 'OpenRouter', 'llm', '{chat}', '{api_key}', '{model}', false),
  ('elevenlabs', 'ElevenLabs', 'voice', '{speech}', '{api_key}', '{voice_id}', false),
  ('azure', 'Azure', 'multi', '{speech,chat}', '{api_key}', '{region,endpoint}', false),
  ('google', 'Google', 'multi', '{speech,chat}', '{api_key}', '{project_id}', false),
  ('datev', 'DATEV', 'accounting', '{export}', '{client_id,client_secret}', '{consultant_number}', false);

alter table public.integration_providers enable row level security;
alter table public.integration_providers force row level security;
create policy select_as_anyone_signed_in on public.integration_providers for select to authenticated
  using ((select auth.uid()) is not null);
grant select on public.integration_providers to authenticated, service_role;

create type public.integration_status as enum ('pending', 'active', 'error', 'disabled');
comment on type public.integration_status is 'pending: no working credential yet; active: checked and working; error: the last check failed; disabled: switched off.';

create table public.integrations (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  connected_by uuid references public.profiles (id) on delete set null,
  provider text not null references public.integration_providers (provider),
  provider_type public.provider_type not null,
  capabilities text[] not null default '{}',
  name text not null constraint integrations_name_not_blank check (btrim(name) <> ''),
  config jsonb not null default '{}' constraint integrations_config_is_an_object check (jsonb_typeof(config) = 'object')
    constraint integrations_config_not_endless check (char_length(config::text) <= 20000)
    -- We send a key there: over TLS, and to a name that the world knows, never to an address inside a house.
    constraint integrations_base_url_is_public check (
      config ->> 'base_url' ~ '^https://([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?$')
    -- A number that can send, or a name of the kind that networks take: up to eleven letters and figures.
    constraint integrations_sms_sender_is_one check (
      config ->> 'sms_sender' ~ '^(\+[1-9][0-9]{6,14}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11})$')
    -- The same of a mail server: a name that the world knows.
    constraint integrations_host_is_public check (config ->> 'host' ~ '^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$')
    constraint integrations_port_is_one check (config ->> 'port' ~ '^[1-9][0-9]{0,4}$')
    constraint integrations_from_address_is_one check (config ->> 'from_address' ~ '^[^@<>[:space:][:cntrl:]]{1,64}@[A-Za-z0-9.-]{1,190}$'),
  status public.integration_status not null default 'pending',
  is_active boolean not null default true,
  webhook_token text not null unique default encode(extensions.gen_random_bytes(24), 'hex'),
  credentials_key_id text,
  last_checked_at timestamptz,
  last_error text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (company_id, id),
  unique (company_id, id, provider),
  constraint integrations_one_name_per_provider unique (company_id, provider, name)
);
comment on table public.integrations is
  'An outside service that a company is connected to. Stored and checked through the functions, read by members, switched by admins; its credential lives sealed in private.integrations_secrets. Gone with the company.';
comment on column public.integrations.webhook_token is 'Stands in the address that the provider calls. It names the integration; the signature proves the sender.';
comment on column public.integrations.credentials_key_id is 'Which generation of the master key sealed the credential; null while there is none.';

create index integrations_provider on public.integrations (provider);
create index integrations_connected_by on public.integrations (connected_by);

create trigger _100_touch_updated_at before update on public.integrations
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.integrations
  for each row execute function private.tg__tenant_stays();

alter table public.integrations enable row level security;
alter table public.integrations force row level security;
create policy select_as_member on public.integrations for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
create policy update_as_admin on public.integrations for update to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]))
  with check (company_id = any ((select private.company_ids('admin'))::uuid[]));
create policy delete_as_admin on public.integrations for delete to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]));
grant select, delete on public.integrations to authenticated;
grant update (name, is_active) on public.integrations to authenticated;
grant select, insert, update, delete on public.integrations to service_role;
-- No INSERT by people: a connection is made together with its sealed credential, by POST /api/integrations. Nor of config: it
-- says to which address the credential goes, so whoever changes it has to bring the credential again.

create table private.integrations_secrets (
  integration_id uuid primary key,
  company_id uuid not null,
  key_id text not null,
  encrypted_credentials bytea not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  foreign key (company_id, integration_id) references public.integrations (company_id, id) on delete cascade
);
comment on table private.integrations_secrets is
  'The sealed credentials of integrations, one to one. No policy and no grant: only backend functions open one, with a row key that SQL never derives. Gone with the integration.';

create index integrations_secrets_integration on private.integrations_secrets (company_id, integration_id);
create trigger _100_touch_updated_at before update on private.integrations_secrets
  for each row execute function private.tg__touch_updated_at();
alter table private.integrations_secrets enable row level security;
alter table private.integrations_secrets force row level security;

-- Opens a sealed credential. Both doors below go through it.
create function private.open_credential(p_integration_id uuid, p_row_key text) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  v_sealed bytea;
begin
  select s.encrypted_credentials into v_sealed from private.integrations_secrets s where s.integration_id = p_integration_id;
  if v_sealed is null then
    raise exception using errcode = 'PT404', message = 'credential_not_found', hint = 'Store a credential for this integration first.';
  end if;
  return private.decrypt_text(v_sealed, p_row_key)::jsonb;
end $$;
comment on function private.open_credential(uuid, text) is 'The credential of an integration as JSON. Refuses credential_not_found or credential_unreadable.';

create function backend.read_credential(p_integration_id uuid, p_row_key text) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return private.open_credential(p_integration_id, p_row_key);
end $$;
comment on function backend.read_credential(uuid, text) is 'The credential with which a provider signs. Refuses credential_not_found or credential_unreadable.';
grant execute on function backend.read_credential(uuid, text) to fn_voice, fn_ingest;

create function backend.read_credential_as(p_actor_id uuid, p_integration_id uuid, p_row_key text) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_company_id uuid;
begin
  select i.company_id into v_company_id from public.integrations i where i.id = p_integration_id;
  perform private.require_role(p_actor_id, v_company_id, 'admin');
  return private.open_credential(p_integration_id, p_row_key);
end $$;
comment on function backend.read_credential_as(uuid, uuid, text) is
  'The credential for a check that an admin asked for; it goes to the provider, never back to the person. Refuses as require_role and open_credential do.';
grant execute on function backend.read_credential_as(uuid, uuid, text) to fn_api;

create function backend.integration_identity(p_actor_id uuid, p_company_id uuid, p_provider text, p_name text) returns uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_id uuid;
begin
  perform private.require_role(p_actor_id, p_company_id, 'admin');
  select i.id into v_id from public.integrations i
  where i.company_id = p_company_id and i.provider = p_provider and i.name = p_name;
  return coalesce(v_id, gen_random_uuid());
end $$;
comment on function backend.integration_identity(uuid, uuid, text, text) is
  'The id of the integration of that name, or a fresh one: the row key is derived from it before anything is stored. Refuses company_not_found or role_too_low.';
grant execute on function backend.integration_identity(uuid, uuid, text, text) to fn_api;

create function backend.store_integration(
  p_actor_id uuid, p_company_id uuid, p_integration_id uuid, p_provider text, p_name text, p_config jsonb, p_credential jsonb, p_key_id text, p_row_key text
) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_catalogue public.integration_providers;
  v_unknown text[];
  v_id uuid;
begin
  perform private.require_role(p_actor_id, p_company_id, 'admin');
  select * into v_catalogue from public.integration_providers where provider = p_provider;
  if not found then
    raise exception using errcode = 'PT422', message = 'provider_unknown', hint = 'Read integration_providers for the list.';
  end if;

  select array_agg(k) into v_unknown from jsonb_object_keys(p_credential) k where k <> all (v_catalogue.credential_keys);
  if v_unknown is not null or not p_credential ?& v_catalogue.credential_keys then
    raise exception using errcode = 'PT422', message = 'credential_keys_wrong',
      detail = jsonb_build_object('needed', v_catalogue.credential_keys)::text, hint = 'Send exactly the keys that the provider needs.';
  end if;
  select array_agg(k) into v_unknown from jsonb_object_keys(p_config) k where k <> all (v_catalogue.config_keys);
  if v_unknown is not null then
    raise exception using errcode = 'PT422', message = 'config_keys_wrong',
      detail = jsonb_build_object('allowed', v_catalogue.config_keys)::text, hint = 'Leave out the keys that the provider does not know.';
  end if;

  insert into public.integrations as i (id, company_id, connected_by, provider, provider_type, capabilities, name, config, status, credentials_key_id)
  values (p_integration_id, p_company_id, p_actor_id, p_provider, v_catalogue.provider_type, v_catalogue.capabilities, btrim(p_name), p_config, 'pending', p_key_id)
  on conflict on constraint integrations_one_name_per_provider do update
    -- What was switched off stays off until somebody switches it on.
    set connected_by = excluded.connected_by, config = excluded.config,
        status = case when i.status = 'disabled' then i.status else 'pending' end,
        credentials_key_id = excluded.credentials_key_id, last_checked_at = null, last_error = null
    -- Two first stores of one name at once: only the row that the key was derived for may take the secret.
    where i.id = excluded.id
  returning i.id into v_id;
  if v_id is null then
    raise exception using errcode = 'PT409', message = 'integration_changed', hint = 'It was stored by somebody else just now; send it again.';
  end if;

  insert into private.integrations_secrets (integration_id, company_id, key_id, encrypted_credentials)
  values (v_id, p_company_id, p_key_id, private.encrypt_text(p_credential::text, p_row_key))
  on conflict (integration_id) do update set key_id = excluded.key_id, encrypted_credentials = excluded.encrypted_credentials;
  return v_id;
end $$;
comment on function backend.store_integration(uuid, uuid, uuid, text, text, jsonb, jsonb, text, text) is
  'Connects a provider and seals its credential; the same name again replaces it. Refuses company_not_found, role_too_low, provider_unknown, credential_keys_wrong, config_keys_wrong, integration_changed.';
grant execute on function backend.store_integration(uuid, uuid, uuid, text, text, jsonb, jsonb, text, text) to fn_api;

create function backend.record_integration_check(p_actor_id uuid, p_integration_id uuid, p_ok boolean, p_error text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_company_id uuid;
begin
  select i.company_id into v_company_id from public.integrations i where i.id = p_integration_id;
  perform private.require_role(p_actor_id, v_company_id, 'admin');
  update public.integrations
  set status = case when p_ok then 'active' else 'error' end::public.integration_status, last_checked_at = now(), last_error = case when p_ok then null else left(p_error, 200) end
  where id = p_integration_id and status <> 'disabled';
end $$;
comment on function backend.record_integration_check(uuid, uuid, boolean, text) is 'Notes whether the provider took the credential. Refuses as require_role does.';
grant execute on function backend.record_integration_check(uuid, uuid, boolean, text) to fn_api;
