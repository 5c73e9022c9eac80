-- credentials · company ai keys: a key with a limit for each company, made at OpenRouter with a person's management key
--
-- The row says what an admin wants; job_ai_keys makes it so and writes down what was found. The key itself is an integration's
-- credential like any other, sealed before anybody can see it.

create type public.key_limit_reset as enum ('daily', 'weekly', 'monthly');
comment on type public.key_limit_reset is 'When a limit begins anew, by OpenRouter''s calendar.';

create table public.company_ai_keys (
  company_id uuid primary key references public.companies (id) on delete cascade,
  profile_id uuid references public.profiles (id) on delete set null,
  limit_usd numeric(14, 6) not null constraint company_ai_keys_limit_sensible check (limit_usd between 0 and 100000),
  limit_reset public.key_limit_reset,
  is_disabled boolean not null default false,
  integration_id uuid,
  remote_hash text constraint company_ai_keys_hash_short check (char_length(remote_hash) between 1 and 200),
  is_told boolean not null default false,
  usage_usd numeric(14, 6) constraint company_ai_keys_usage_not_negative check (usage_usd >= 0),
  usage_month_usd numeric(14, 6) constraint company_ai_keys_month_not_negative check (usage_month_usd >= 0),
  currency public.currency_code not null default 'USD' constraint company_ai_keys_in_dollars check (currency = 'USD'),
  checked_at timestamptz,
  last_error text constraint company_ai_keys_error_short check (char_length(last_error) <= 200),
  due_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  foreign key (company_id, integration_id) references public.integrations (company_id, id) on delete set null (integration_id)
);
comment on table public.company_ai_keys is
  'A company''s own OpenRouter key with a limit: what an admin wants of it, and what OpenRouter says. Ordered by order_ai_key, kept by job_ai_keys, read by admins; gone with the company, while the key at OpenRouter stays its maker''s.';
comment on column public.company_ai_keys.profile_id is 'Whose management key makes and changes it, and who pays; null once their account is gone.';
comment on column public.company_ai_keys.limit_usd is 'How much may be spent, in US dollars. OpenRouter enforces it a little late when many ask at once.';
comment on column public.company_ai_keys.remote_hash is 'OpenRouter''s name of the key; null while it is not made. Worth nothing without a management key.';
comment on column public.company_ai_keys.is_told is 'Whether OpenRouter knows of the limit as it stands here.';
comment on column public.company_ai_keys.usage_usd is 'What OpenRouter says was spent with it since it was made.';

create index company_ai_keys_profile on public.company_ai_keys (profile_id);
create index company_ai_keys_integration on public.company_ai_keys (company_id, integration_id);
create index company_ai_keys_due on public.company_ai_keys (due_at);

create trigger _100_touch_updated_at before update of limit_usd, limit_reset, is_disabled on public.company_ai_keys
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.company_ai_keys
  for each row execute function private.tg__tenant_stays();

alter table public.company_ai_keys enable row level security;
alter table public.company_ai_keys force row level security;
create policy select_as_admin on public.company_ai_keys for select to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]));
grant select on public.company_ai_keys to authenticated, service_role;
-- No writing by people: a limit is money, so it is set by order_ai_key, which asks whose key pays.

create function private.order_ai_key(p_company_id uuid, p_limit_usd numeric, p_limit_reset public.key_limit_reset, p_is_disabled boolean) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_payer uuid;
begin
  perform private.require_role(auth.uid(), p_company_id, 'owner');
  if p_limit_usd is null or p_limit_usd not between 0 and 100000 then
    raise exception using errcode = 'PT422', message = 'limit_not_valid', hint = 'Name an amount in US dollars between 0 and 100000.';
  end if;
  select k.profile_id into v_payer from public.company_ai_keys k where k.company_id = p_company_id;
  if not found then
    v_payer := auth.uid();
    if not exists (select from public.user_ai_settings s where s.profile_id = v_payer and s.has_openrouter_provisioning_key) then
      raise exception using errcode = 'PT409', message = 'provisioning_key_missing', hint = 'Store an OpenRouter management key first.';
    end if;
  end if;
  insert into public.company_ai_keys as k (company_id, profile_id, limit_usd, limit_reset, is_disabled)
  values (p_company_id, v_payer, p_limit_usd, p_limit_reset, coalesce(p_is_disabled, false))
  on conflict (company_id) do update
    set limit_usd = excluded.limit_usd, limit_reset = excluded.limit_reset, is_disabled = excluded.is_disabled, is_told = false, due_at = now();
end $$;
comment on function private.order_ai_key(uuid, numeric, public.key_limit_reset, boolean) is
  'What public.order_ai_key does. Refuses company_not_found, role_too_low, limit_not_valid, provisioning_key_missing.';
grant execute on function private.order_ai_key(uuid, numeric, public.key_limit_reset, boolean) to authenticated;

create function public.order_ai_key(
  p_company_id uuid, p_limit_usd numeric, p_limit_reset public.key_limit_reset default 'monthly', p_is_disabled boolean default false
) returns void
language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
  select private.order_ai_key(p_company_id, p_limit_usd, p_limit_reset, p_is_disabled);
end;
comment on function public.order_ai_key(uuid, numeric, public.key_limit_reset, boolean) is
  'An owner orders an OpenRouter key for the company, paid with their own management key, or changes its limit or switches it off. Done within minutes. Refuses company_not_found, role_too_low, limit_not_valid, provisioning_key_missing.';
grant execute on function public.order_ai_key(uuid, numeric, public.key_limit_reset, boolean) to authenticated;

create function backend.claim_company_ai_keys(p_limit integer)
returns table (
  company_id uuid, profile_id uuid, provisioning_key_sealed_by text, integration_id uuid, remote_hash text,
  limit_usd numeric, limit_reset text, is_disabled boolean, is_told boolean
)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  return query
  with due as (
    select k.company_id from public.company_ai_keys k
    where k.due_at <= now() order by k.due_at limit least(p_limit, 100) for update skip locked
  ), claimed as (
    update public.company_ai_keys k set due_at = now() + interval '5 minutes'
    from due where k.company_id = due.company_id returning k.*
  )
  select c.company_id, c.profile_id, x.openrouter_provisioning_key_sealed_by,
    -- The integration it is or will be: the row key is derived from it before anything is stored.
    coalesce(c.integration_id, i.id, gen_random_uuid()), c.remote_hash, c.limit_usd, c.limit_reset::text, c.is_disabled, c.is_told
  from claimed c
  left join private.user_ai_settings_secrets x on x.profile_id = c.profile_id and x.openrouter_provisioning_key_encrypted is not null
  left join public.integrations i on i.company_id = c.company_id and i.provider = 'openrouter' and i.name = 'Frontdesk';
end $$;
comment on function backend.claim_company_ai_keys(integer) is
  'Takes up to so many keys that are due for five minutes, with what is wanted of each; the id of its integration may be a fresh one.';
grant execute on function backend.claim_company_ai_keys(integer) to fn_jobs;

create function backend.store_company_ai_key(
  p_company_id uuid, p_integration_id uuid, p_remote_hash text, p_api_key text, p_key_id text, p_row_key text
) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_id uuid;
begin
  insert into public.integrations as i (id, company_id, provider, provider_type, capabilities, name, status, credentials_key_id)
  select p_integration_id, p_company_id, c.provider, c.provider_type, c.capabilities, 'Frontdesk', 'active', p_key_id
  from public.integration_providers c where c.provider = 'openrouter'
  on conflict on constraint integrations_one_name_per_provider do update
    set credentials_key_id = excluded.credentials_key_id, status = 'active', last_error = null
    where i.id = excluded.id
  returning i.id into v_id;
  if v_id is null then
    raise exception using errcode = 'PT409', message = 'integration_changed', hint = 'It was stored by somebody else just now; the next round makes it anew.';
  end if;
  insert into private.integrations_secrets (integration_id, company_id, key_id, encrypted_credentials)
  values (v_id, p_company_id, p_key_id, private.encrypt_text(jsonb_build_object('api_key', p_api_key)::text, p_row_key))
  on conflict (integration_id) do update set key_id = excluded.key_id, encrypted_credentials = excluded.encrypted_credentials;
  update public.company_ai_keys k set integration_id = v_id, remote_hash = p_remote_hash where k.company_id = p_company_id;
end $$;
comment on function backend.store_company_ai_key(uuid, uuid, text, text, text, text) is
  'Seals a key that was just made at OpenRouter as the credential of the company''s integration "Frontdesk". Refuses integration_changed.';
grant execute on function backend.store_company_ai_key(uuid, uuid, text, text, text, text) to fn_jobs;

create function backend.record_company_ai_key(
  p_company_id uuid, p_limit_usd numeric, p_limit_reset text, p_is_disabled boolean, p_usage_usd numeric, p_usage_month_usd numeric, p_error text, p_wait_seconds integer
) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_key public.company_ai_keys;
begin
  update public.company_ai_keys k
  set usage_usd = coalesce(p_usage_usd, k.usage_usd), usage_month_usd = coalesce(p_usage_month_usd, k.usage_month_usd),
      checked_at = case when p_error is null then now() else k.checked_at end, last_error = left(p_error, 200),
      -- Whoever changed the limit meanwhile is not told that it is done.
      is_told = p_error is null and (k.limit_usd, k.limit_reset::text, k.is_disabled) is not distinct from (p_limit_usd, p_limit_reset, p_is_disabled),
      due_at = case when p_error is null and (k.limit_usd, k.limit_reset::text, k.is_disabled) is distinct from (p_limit_usd, p_limit_reset, p_is_disabled)
                    then now() else now() + make_interval(secs => p_wait_seconds) end
  where k.company_id = p_company_id returning * into v_key;
  if p_error is null then
    update public.integrations i set status = case when v_key.is_disabled then 'disabled' else 'active' end::public.integration_status, last_checked_at = now(), last_error = null
    where i.company_id = p_company_id and i.id = v_key.integration_id;
  end if;
end $$;
comment on function backend.record_company_ai_key(uuid, numeric, text, boolean, numeric, numeric, text, integer) is
  'Writes down what OpenRouter says of a company''s key, or one word for what went wrong, and when to look again. A limit that was changed meanwhile is due at once.';
grant execute on function backend.record_company_ai_key(uuid, numeric, text, boolean, numeric, numeric, text, integer) to fn_jobs;

grant execute on function backend.read_openrouter_provisioning_key(uuid, text) to fn_jobs;
