-- usage · models: whose keys a turn may use, which models rest, and what an attempt cost
--
-- A circuit is what the log says: who failed three times on end, or was refused outright, rests for half a minute, twice as
-- long after each failure more, ten minutes at most. Nothing is kept besides, so all functions know the same, cold ones too.

create function private.models_of(p_company_id uuid) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return (
    select coalesce(jsonb_agg(k.key order by k.rank, k.since), '[]')
    from (
      select case when i.status = 'error' then 3 else 1 end as rank, i.created_at as since,
        jsonb_build_object('holder', 'company', 'id', i.id, 'owner_id', i.company_id, 'key_id', s.key_id, 'sealed_at', s.updated_at,
          'provider', i.provider, 'model', nullif(btrim(i.config ->> 'model'), ''), 'base_url', i.config ->> 'base_url') as key
      from public.integrations i
      join private.integrations_secrets s on s.integration_id = i.id
      where i.company_id = p_company_id and i.provider_type = 'llm' and i.is_active and i.status <> 'disabled'
      union all
      (select 2, m.created_at,
        jsonb_build_object('holder', 'owner', 'id', m.profile_id, 'owner_id', m.profile_id, 'key_id', x.openrouter_api_key_sealed_by, 'sealed_at', x.updated_at,
          'provider', 'openrouter', 'model', u.default_model, 'base_url', null)
      from public.company_members m
      join public.profiles p on p.id = m.profile_id and p.is_active
      join public.user_ai_settings u on u.profile_id = m.profile_id
      join private.user_ai_settings_secrets x on x.profile_id = m.profile_id
      where m.company_id = p_company_id and m.role = 'owner' and x.openrouter_api_key_encrypted is not null
      order by m.created_at, m.profile_id limit 1)) k);
end $$;
comment on function private.models_of(uuid) is
  'The keys with which a company may have models think: its own connections, then that of its first owner who keeps one, then connections whose last check failed.';

create function private.voice_of(p_company_id uuid) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return (
    select jsonb_build_object('holder', 'company', 'id', i.id, 'owner_id', i.company_id, 'key_id', s.key_id, 'sealed_at', s.updated_at,
      'provider', i.provider, 'voice_id', nullif(btrim(i.config ->> 'voice_id'), ''))
    from public.integrations i
    join private.integrations_secrets s on s.integration_id = i.id
    where i.company_id = p_company_id and i.provider = 'elevenlabs' and i.is_active and i.status <> 'disabled'
    order by i.status = 'error', i.created_at, i.id limit 1);
end $$;
comment on function private.voice_of(uuid) is
  'The key with which a company has its words spoken by ElevenLabs, and the voice that speaks where its assistant names none; null without one. A connection whose last check failed comes last.';

create function private.last_success(p_company_id uuid, p_key uuid, p_model text) returns timestamptz
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  if p_key is null then
    return (select u.created_at from public.ai_usage_logs u
            where u.key_holder = 'house' and u.outcome = 'ok' and u.created_at > now() - interval '1 hour' and (p_model is null or u.model = p_model)
            order by u.created_at desc limit 1);
  end if;
  return (select u.created_at from public.ai_usage_logs u
          where u.company_id = p_company_id and coalesce(u.integration_id, u.user_id) = p_key and u.outcome = 'ok'
            and u.created_at > now() - interval '1 hour' and (p_model is null or u.model = p_model)
          order by u.created_at desc limit 1);
end $$;
comment on function private.last_success(uuid, uuid, text) is
  'When a model last was of use within the hour, under that key (null: the house''s); of any model if none is named. Null if it was not.';

create function private.resting_models(p_company_id uuid) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return (
    -- On most turns nothing failed of late, and two looks into small indexes are all.
    with failed as (
      (select coalesce(u.integration_id, u.user_id) as key, u.model, u.outcome, u.created_at
       from public.ai_usage_logs u
       where u.company_id = p_company_id and u.key_holder <> 'house' and u.outcome <> 'ok' and u.created_at > now() - interval '1 hour'
       order by u.created_at desc limit 100)
      union all
      -- The house's key is everybody's, and so is what is known of it.
      (select null, u.model, u.outcome, u.created_at
       from public.ai_usage_logs u
       where u.key_holder = 'house' and u.outcome <> 'ok' and u.created_at > now() - interval '1 hour'
       order by u.created_at desc limit 100)
    ), judged as (
      select f.key, f.model, f.created_at,
        f.outcome in ('http_401', 'http_402', 'http_403', 'key_unreadable') as is_key_bad,
        f.outcome in ('http_400', 'http_404', 'http_422') as is_model_bad
      from failed f where f.outcome not in ('no_time', 'abandoned')
    ), refused as (
      -- Refusals of a key after which it was not answered in any other way.
      select j.key, max(j.created_at) as last_at, count(*) as times
      from judged j
      join (select k.key, greatest(private.last_success(p_company_id, k.key, null), max(k.created_at) filter (where not k.is_key_bad)) as answered_at
            from judged k group by k.key) o on o.key is not distinct from j.key
      where j.is_key_bad and j.created_at > coalesce(o.answered_at, '-infinity')
      group by j.key
    ), failing as (
      select j.key, j.model, max(j.created_at) as last_at, count(*) as times, bool_or(j.is_model_bad) as is_model_bad
      from judged j
      join (select distinct k.key, k.model from judged k) m on m.key is not distinct from j.key and m.model = j.model
      cross join lateral (select private.last_success(p_company_id, m.key, m.model) as at) ok
      where j.created_at > coalesce(ok.at, '-infinity')
      group by j.key, j.model
    ), resting as (
      select r.key, null as model, r.last_at, r.times - 1 as doubled from refused r
      union all
      select f.key, f.model, f.last_at, f.times - case when f.is_model_bad then 1 else 3 end from failing f where f.times >= 3 or f.is_model_bad
    )
    select coalesce(jsonb_agg(jsonb_build_object('key', r.key, 'model', r.model)), '[]')
    from resting r
    where r.last_at + least(interval '30 seconds' * 2 ^ least(r.doubled, 5), interval '10 minutes') > now());
end $$;
comment on function private.resting_models(uuid) is
  'Models that failed too often of late to be asked now, by key (null: the house''s) and name (null: all of that key). After its rest one is tried again; one answer of use ends it.';

create function private.log_attempts(p_call public.calls, p_turn integer, p_attempts jsonb) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  v_card public.rate_cards := private.rate_card_at(p_call.company_id, p_call.started_at);
begin
  insert into public.ai_usage_logs (company_id, user_id, integration_id, key_holder, call_id, turn, provider, model, outcome,
    prompt_tokens, completion_tokens, cached_tokens, characters, cost, currency, vendor_cost, latency_ms, created_at)
  select p_call.company_id, h.user_id, h.integration_id, h.holder, p_call.id, p_turn, a.provider, a.model, a.outcome,
    a.prompt_tokens, a.completion_tokens, a.cached_tokens, coalesce(a.characters, 0),
    -- What runs on a key of the company's own is on the vendor's bill to it, not on ours.
    case when h.holder = 'house' then private.price_tokens(v_card, a.prompt_tokens, a.cached_tokens, a.completion_tokens) else 0 end, p_call.currency,
    case
      when a.vendor_cost_usd is not null then a.vendor_cost_usd
      when a.outcome like 'http\_%' or a.outcome in ('unreachable', 'key_unreadable') then 0
      when a.outcome = 'ok' and a.characters > 0 then private.vendor_price_of_speech(a.provider, a.model, a.characters, current_date)
      -- Broken off, or not counted: the vendor knows, we do not.
      when a.outcome in ('timeout', 'no_time', 'cut_off', 'abandoned') or a.prompt_tokens + a.completion_tokens = 0 then null
      else private.vendor_price(a.provider, a.model, a.prompt_tokens, a.cached_tokens, a.completion_tokens, current_date)
    end,
    -- In the order in which they were asked.
    a.latency_ms, now() + a.number * interval '1 microsecond'
  from rows from (jsonb_to_recordset(p_attempts) as (
    provider text, model text, outcome text, prompt_tokens integer, completion_tokens integer, cached_tokens integer, characters integer,
    latency_ms integer, integration_id uuid, user_id uuid, vendor_cost_usd numeric)) with ordinality
    as a (provider, model, outcome, prompt_tokens, completion_tokens, cached_tokens, characters, latency_ms, integration_id, user_id, vendor_cost_usd, number)
  cross join lateral (select a.integration_id, a.user_id,
    case when a.integration_id is not null then 'company' when a.user_id is not null then 'owner' else 'house' end::public.model_key_holder as holder) h;
end $$;
comment on function private.log_attempts(public.calls, integer, jsonb) is
  'Writes down what models and voices were asked in a turn: what the company pays us for it by its rate card, and what the vendor asks, null where nobody can say.';
