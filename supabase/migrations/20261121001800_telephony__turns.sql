-- telephony · the turn: two round trips, each one function call
--
-- recall_turn takes the provider's request into the inbox, makes sure that the call, its hold and its customer exist,
-- keeps what the caller said, and hands back all that is needed to answer. record_turn keeps the answer; the first
-- writer wins, so a repeated request is answered in the same words.

-- By the version that the call began with, whatever is deployed meanwhile: a caller talks to one assistant.
create function private.business_json(p_company_id uuid, p_branch_id uuid, p_assistant_version_id uuid) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  v_business jsonb;
begin
  -- PL/pgSQL keeps the plan for the session; as a SQL function planning took ten times as long as running.
  select jsonb_build_object(
    'name', c.name, 'timezone', coalesce(b.timezone, c.timezone), 'language', coalesce(v.language, c.language), 'currency', c.currency,
    'address', concat_ws(', ', coalesce(b.street, c.street), nullif(concat_ws(' ', coalesce(b.postal_code, c.postal_code), coalesce(b.city, c.city)), '')),
    'assistant', jsonb_build_object('name', coalesce(v.name, c.name), 'first_message', coalesce(v.first_message, ''), 'system_prompt', coalesce(v.system_prompt, ''),
      'model_provider', v.model_provider, 'model_name', v.model_name, 'voice_provider', v.voice_provider, 'voice_model', v.voice_model,
      'voice_id', v.voice_id, 'voice_settings', coalesce(v.voice_settings, '{}'), 'max_duration_seconds', coalesce(v.max_duration, 300),
      'silence_timeout_seconds', coalesce(v.silence_timeout, 3), 'interruption_enabled', coalesce(v.interruption_enabled, true),
      'background_sound', v.background_sound, 'recording_enabled', coalesce(v.recording_enabled, false), 'training_data', coalesce(v.training_data, '[]'),
      'fallback_responses', coalesce(v.fallback_responses, '{}'), 'conversation_flow', coalesce(v.conversation_flow, '{}')),
    'services', (
      select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'duration_minutes', s.duration_minutes, 'price', s.price::text, 'currency', s.currency,
        'staff_ids', (select coalesce(jsonb_agg(x.staff_id order by x.staff_id), '[]') from public.staff_services x
                      join public.staff p on p.company_id = x.company_id and p.id = x.staff_id and p.is_active
                      where x.company_id = s.company_id and x.service_id = s.id)) order by s.name), '[]')
      from public.services s
      where s.company_id = c.id and s.is_active and (s.branch_id is null or s.branch_id = b.id)),
    'staff', (
      select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.display_name) order by s.display_name), '[]')
      from public.staff s where s.company_id = c.id and s.is_active and (s.branch_id is null or s.branch_id = b.id)),
    'hours', (
      select coalesce(jsonb_agg(jsonb_build_object('weekday', h.weekday, 'opens', h.opens, 'closes', h.closes) order by h.weekday, h.opens), '[]')
      from public.working_hours h where h.company_id = c.id and h.branch_id = b.id),
    'closures', (
      select coalesce(jsonb_agg(jsonb_build_object('starts_on', x.starts_on, 'ends_on', x.ends_on, 'reason', x.reason) order by x.starts_on), '[]')
      from public.closures x
      where x.company_id = c.id and x.staff_id is null and (x.branch_id is null or x.branch_id = b.id)
        and x.ends_on >= current_date - 1 and x.starts_on <= current_date + 120),
    'articles', (
      select coalesce(jsonb_agg(jsonb_build_object('title', k.title, 'content', k.content, 'topic', k.topic) order by k.title), '[]')
      from public.knowledge_articles k
      join public.knowledge_notebooks n on n.company_id = k.company_id and n.id = k.notebook_id and n.is_active
      where k.company_id = c.id and k.is_published))
  into v_business
  from public.companies c
  left join public.branches b on b.company_id = c.id and b.id = p_branch_id
  left join public.assistant_versions v on v.company_id = c.id and v.id = p_assistant_version_id
  where c.id = p_company_id;
  return v_business;
end $$;
comment on function private.business_json(uuid, uuid, uuid) is 'What the desk knows about a business, as one JSON value.';

create function private.has_a_line_for_models(p_call public.calls) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  v_most integer;
begin
  v_most := (private.plan_in_force(p_call.company_id)).max_calls_at_once;
  -- By when they began, so that a call which has a line keeps it. A call of whose end nobody told us holds none after an hour.
  return v_most is null or v_most > (
    select count(*) from public.calls c
    where c.company_id = p_call.company_id and c.status in ('ringing', 'in_progress')
      and c.started_at > now() - interval '1 hour' and (c.started_at, c.id) < (p_call.started_at, p_call.id));
end $$;
comment on function private.has_a_line_for_models(public.calls) is
  'True unless as many calls as the plan lets models answer at once began before this one and still run.';

create function backend.find_integration(p_provider text, p_webhook_token text)
returns table (id uuid, company_id uuid, key_id text, forward_to text, config jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select i.id, i.company_id, i.credentials_key_id, coalesce(n.forwarding_number, nullif(b.phone, n.number))::text, i.config
  from public.integrations i
  left join public.branches b on b.company_id = i.company_id and b.is_primary
  left join public.phone_numbers n on n.company_id = i.company_id and n.is_primary
  where i.webhook_token = p_webhook_token and i.provider = p_provider
$$;
comment on function backend.find_integration(text, text) is
  'The integration that a webhook address names, switched on or not: a call that is running is carried to its end. And where a person answers if all else fails.';
grant execute on function backend.find_integration(text, text) to fn_voice, fn_ingest;

create function backend.recall_turn(
  p_integration_id uuid, p_event jsonb, p_headers jsonb, p_body bytea, p_turn integer, p_heard jsonb, p_arrived_at timestamptz default null
) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_integration public.integrations;
  v_call public.calls;
  v_taken record;
  v_customer public.customers;
  v_hold numeric;
  v_available numeric;
  v_thinks boolean;
  v_business jsonb;
  v_voice jsonb;
  -- What waited for us came when it came.
  v_received_at timestamptz := least(now(), p_arrived_at);
begin
  select * into v_integration from public.integrations where id = p_integration_id;
  if not found then
    raise exception using errcode = 'PT404', message = 'integration_not_found';
  end if;
  v_taken := private.take_into_inbox(p_integration_id, p_event ->> 'key', p_event ->> 'type', p_headers, p_body, p_event, v_received_at);
  v_call := private.call_of_event(v_integration, p_event, v_received_at);
  if v_call.id is null then
    perform private.ignore_delivery(v_taken.delivery_id);
    return jsonb_build_object('outcome', 'unknown_number');
  end if;
  if v_taken.delivery_id is not null and not v_taken.is_known then
    v_call := private.take_call_event(v_call, p_event, v_taken.delivery_id, v_received_at);
  end if;
  if v_call.status >= 'completed' then
    return jsonb_build_object('outcome', 'ended', 'call_id', v_call.id);
  end if;
  select * into v_customer from public.customers where company_id = v_call.company_id and id = v_call.customer_id;
  if v_customer.is_blocked and v_call.direction = 'inbound' then
    return jsonb_build_object('outcome', 'blocked', 'call_id', v_call.id);
  end if;
  update public.appointments set held_until = now() + interval '3 minutes'
  where company_id = v_call.company_id and call_id = v_call.id and status = 'held' and held_until > now();

  if p_heard is not null then
    insert into public.call_turns (company_id, call_id, turn, speaker, text, language, digits, confidence, recording_url, created_at)
    values (v_call.company_id, v_call.id, p_turn, 'caller', coalesce(p_heard ->> 'text', ''), v_call.language,
            nullif(p_heard ->> 'digits', ''), (p_heard ->> 'confidence')::numeric, p_heard ->> 'recording_url', v_received_at)
    on conflict on constraint call_turns_spoken_once do nothing;
    -- What two deliveries say in one turn is answered once, to the first: the caller went on while we were thinking.
    if not found and v_taken.delivery_id is not null then
      return jsonb_build_object('outcome', 'taken', 'call_id', v_call.id);
    end if;
  end if;

  select coalesce(sum(l.amount), 0) into v_hold
  from public.ledger_transactions t join public.balance_ledger l on l.company_id = t.company_id and l.transaction_id = t.id
  where t.company_id = v_call.company_id and t.call_id = v_call.id and l.account = 'held';
  select b.available_balance into v_available from public.prepaid_balances b where b.company_id = v_call.company_id;

  -- With nothing held and nothing left, or without a plan, the caller is still answered: by the receptionist that costs no model.
  v_thinks := coalesce((v_hold > 0 or v_available > 0) and private.may_use_models(v_call.company_id) and private.has_a_line_for_models(v_call), false);

  v_business := private.business_json(v_call.company_id, v_call.branch_id, v_call.assistant_version_id);
  -- On the company's own key, so whatever the balance is; and only where the assistant has such a voice.
  if lower(v_business #>> '{assistant,voice_provider}') = 'elevenlabs' then
    v_voice := private.voice_of(v_call.company_id);
  end if;

  return jsonb_build_object(
    'outcome', 'answer',
    'call_id', v_call.id,
    'started_at', v_call.started_at,
    'mode', case when v_thinks then 'model' else 'receptionist' end,
    'models', case when v_thinks then private.models_of(v_call.company_id) else '[]' end,
    'voice', v_voice,
    'resting', case when v_thinks or v_voice is not null then private.resting_models(v_call.company_id) else '[]' end,
    'recording', case when v_call.recording_consent is not null then 'never'
                      else (select c.recording_consent from public.companies c where c.id = v_call.company_id)::text end,
    'business', v_business || jsonb_build_object('transfer_number', (
           -- A call that is passed on to the number it came in on would ring itself.
           select coalesce(n.forwarding_number, nullif(b.phone, v_call.callee_number))
           from public.branches b left join public.phone_numbers n on n.company_id = b.company_id and n.id = v_call.phone_number_id
           where b.company_id = v_call.company_id and b.id = v_call.branch_id)),
    'caller', jsonb_build_object('number', case v_call.direction when 'inbound' then v_call.caller_number else v_call.callee_number end, 'name', v_customer.full_name),
    'reply', (select t.reply from public.call_turns t
              where t.company_id = v_call.company_id and t.call_id = v_call.id and t.turn = p_turn and t.speaker = 'assistant'),
    'state', (select t.reply -> 'state' from public.call_turns t
              where t.company_id = v_call.company_id and t.call_id = v_call.id and t.turn < p_turn and t.speaker = 'assistant'
              order by t.turn desc limit 1),
    'turns', (select coalesce(jsonb_agg(jsonb_build_object('turn', t.turn, 'speaker', t.speaker, 'text', coalesce(t.heard_until || ' …', t.text)) order by t.turn, t.speaker), '[]')
              from public.call_turns t
              where t.company_id = v_call.company_id and t.call_id = v_call.id and t.turn < p_turn and t.turn >= p_turn - 20));
end $$;
comment on function backend.recall_turn(uuid, jsonb, jsonb, bytea, integer, jsonb, timestamptz) is
  'Takes a live call''s request into the inbox and hands back what is needed to answer it. Outcome answer, taken (another delivery had this turn first), unknown_number, blocked or ended. Refuses integration_not_found.';
grant execute on function backend.recall_turn(uuid, jsonb, jsonb, bytea, integer, jsonb, timestamptz) to fn_voice;

create function backend.record_turn(p_call_id uuid, p_turn integer, p_reply jsonb, p_attempts jsonb, p_stages jsonb) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_call public.calls;
  v_reply jsonb;
  v_stages jsonb := p_stages;
  v_record integer;
begin
  -- Locked from the start: turns of one call that are recorded at once would else wait for one another in a ring.
  select * into v_call from public.calls where id = p_call_id for update;
  if not found then
    raise exception using errcode = 'PT404', message = 'call_not_found';
  end if;

  -- Who is told how long keeping it took cannot keep that; so the last stage is by our own clock. What is heard only once it
  -- is kept is heard so much later.
  v_record := floor(extract(epoch from clock_timestamp() - statement_timestamp()) * 1000);
  if p_stages ? 'total' then
    v_stages := v_stages || jsonb_build_object('record', v_record, 'total', (p_stages ->> 'total')::integer + v_record);
  end if;
  if p_stages -> 'first_sound' = p_stages -> 'total' then
    v_stages := v_stages || jsonb_build_object('first_sound', v_stages -> 'total');
  end if;
  insert into public.call_turns (company_id, call_id, turn, speaker, text, language, reply, model, prompt_tokens, completion_tokens, stages)
  select v_call.company_id, p_call_id, p_turn, 'assistant', p_reply ->> 'text', p_reply ->> 'language', p_reply,
    max(a.model) filter (where a.outcome = 'ok'), sum(a.prompt_tokens), sum(a.completion_tokens), v_stages
  from jsonb_to_recordset(p_attempts) as a (model text, outcome text, prompt_tokens integer, completion_tokens integer, characters integer)
  where coalesce(a.characters, 0) = 0
  on conflict on constraint call_turns_spoken_once do nothing
  returning reply into v_reply;

  -- Every attempt cost what it cost, also that of the slower of two answers to the same request.
  if jsonb_array_length(p_attempts) > 0 then
    perform private.log_attempts(v_call, p_turn, p_attempts);
    perform private.charge_late_usage(p_call_id);
  end if;
  -- A call is in the language that is spoken in it now, and so is what is written to the caller afterwards.
  update public.calls c set language = v_reply ->> 'language'
  where c.id = p_call_id and c.language is distinct from coalesce(v_reply ->> 'language', c.language);
  -- They may have hung up while we were thinking: what became of the call was written without these words.
  perform private.conclude_call(p_call_id) where v_call.settled_at is not null;

  if v_reply is null then
    select t.reply into v_reply from public.call_turns t
    where t.company_id = v_call.company_id and t.call_id = p_call_id and t.turn = p_turn and t.speaker = 'assistant';
  end if;
  return v_reply;
end $$;
comment on function backend.record_turn(uuid, integer, jsonb, jsonb, jsonb) is
  'Keeps the answer of a turn and what the models cost; returns the answer that was kept first, which is the one to speak. Refuses call_not_found.';
grant execute on function backend.record_turn(uuid, integer, jsonb, jsonb, jsonb) to fn_voice;

create function backend.record_answer(p_call_id uuid, p_question text, p_answer text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  -- By question, so that a repeated turn changes nothing; an answer that is longer than anybody reads is cut.
  update public.calls
  set custom_data = custom_data || jsonb_build_object('answers', coalesce(custom_data -> 'answers', '{}') || jsonb_build_object(left(p_question, 500), left(p_answer, 500)))
  where id = p_call_id;
  if not found then
    raise exception using errcode = 'PT404', message = 'call_not_found';
  end if;
end $$;
comment on function backend.record_answer(uuid, text, text) is
  'Keeps what the caller answered to a question that the business wants asked, in custom_data under answers. Refuses call_not_found.';
grant execute on function backend.record_answer(uuid, text, text) to fn_voice;

create function backend.recall_transfer(p_integration_id uuid, p_provider_call_id text, p_turn integer) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  -- Of a call that is over nothing more is told: a request for it may have been captured, and Twilio's carry no time.
  select jsonb_build_object('to', t.reply ->> 'transfer_to', 'whisper', t.reply ->> 'whisper', 'language', t.reply ->> 'language')
  from public.calls c
  join public.call_turns t on t.company_id = c.company_id and t.call_id = c.id and t.speaker = 'assistant'
  where c.integration_id = p_integration_id and c.provider_call_id = p_provider_call_id and c.status < 'completed'
    and t.reply ->> 'then' = 'transfer' and (p_turn is null or t.turn = p_turn)
  order by t.turn desc limit 1
$$;
comment on function backend.recall_transfer(uuid, text, integer) is
  'To whom a turn of a live call decided to put its caller through, and what they are told before; the latest one if no turn is named, null if there is none.';
grant execute on function backend.recall_transfer(uuid, text, integer) to fn_voice, fn_ingest;
