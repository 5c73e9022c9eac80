-- telephony · a call is what its events say
--
-- Providers tell of a call in any order, late, and more than once. So nothing is moved step by step: every event is kept as
-- a row of telephony_events, once per key, and the columns of the call that are the provider's are a function of that set.
-- What cannot be a function of the set is which of several final statuses came first: with that one the call was settled,
-- the ledger keeps it, and calls.ended_by names it.

create function private.link_caller(p_call public.calls) returns public.calls
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  v_call public.calls := p_call;
  v_theirs public.e164 := case when p_call.direction = 'inbound' then p_call.caller_number else p_call.callee_number end;
  v_customer_id uuid;
begin
  if v_theirs is not null then
    insert into public.customers as c (company_id, home_branch_id, phone, phone_normalized, preferred_language, acquisition_source, call_count)
    values (v_call.company_id, v_call.branch_id, v_theirs, v_theirs, v_call.language, 'phone', 1)
    on conflict on constraint customers_one_per_number do update set call_count = c.call_count + 1
    returning c.id into v_customer_id;
    update public.calls set customer_id = v_customer_id where id = v_call.id returning * into v_call;
  end if;
  return v_call;
end $$;
comment on function private.link_caller(public.calls) is 'Links a call with the customer of the other side''s number, made if new, and counts the call; a withheld number has none.';

-- When an event happened: as it says, but neither after it reached us nor longer before than a call can last.
create function private.event_instant(p_event jsonb, p_received_at timestamptz) returns timestamptz
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  -- PL/pgSQL, as the one below: a SQL function that sets anything is planned anew each time, ten times as dear.
  return greatest(p_received_at - interval '1 day', least(p_received_at, (p_event ->> 'occurred_at')::timestamptz));
end $$;
comment on function private.event_instant(jsonb, timestamptz) is 'When an event happened; without a word of it, when it reached us.';

-- The call an event speaks of, made if this is the first we hear of it. Null where the number is not one we answer.
create function private.call_of_event(p_integration public.integrations, p_event jsonb, p_received_at timestamptz) returns public.calls
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  v_call public.calls;
  v_number public.phone_numbers;
  v_caller public.e164;
  v_callee public.e164;
begin
  select * into v_call from public.calls
  where integration_id = p_integration.id and provider_call_id = p_event ->> 'provider_call_id';
  if not found and p_event ->> 'status' is null then
    -- Of another leg: the call is the one that the legs have in common.
    select * into v_call from public.calls
    where integration_id = p_integration.id and provider_session_id = p_event ->> 'session_id'
    order by started_at, id limit 1;
  end if;
  if v_call.id is not null then
    if v_call.provider_session_id is null and p_event ->> 'session_id' is not null then
      update public.calls set provider_session_id = p_event ->> 'session_id' where id = v_call.id returning * into v_call;
    end if;
    return v_call;
  end if;

  v_caller := p_event ->> 'caller_number';
  v_callee := p_event ->> 'callee_number';
  -- What is told beside a call's course makes none: it waits in the inbox until its call is known.
  if p_event ->> 'status' is null then
    if exists (
      select from public.webhook_events e
      where e.company_id = p_integration.company_id and e.integration_id = p_integration.id and e.status = 'ignored'
        and e.received_at > p_received_at - interval '1 day'
        and position(convert_to(p_event ->> 'provider_call_id', 'UTF8') in e.body) > 0) then
      -- Of a call to a number that is none of ours.
      return null;
    end if;
    raise exception using errcode = 'PT404', message = 'call_not_known';
  end if;
  -- What is switched off takes no new call.
  if not p_integration.is_active or p_integration.status = 'disabled'
     or not exists (select from public.companies c where c.id = p_integration.company_id and c.is_active) then
    return null;
  end if;
  select * into v_number from public.phone_numbers n
  where n.company_id = p_integration.company_id and n.status = 'active'
    and n.number = case when p_event ->> 'direction' = 'inbound' then v_callee else v_caller end;
  if not found then
    return null;
  end if;

  insert into public.calls (
    company_id, integration_id, provider, provider_call_id, provider_session_id, direction, caller_number, callee_number, phone_number_id, branch_id,
    assistant_id, assistant_version_id, language, currency, started_at)
  select p_integration.company_id, p_integration.id, p_integration.provider, p_event ->> 'provider_call_id', p_event ->> 'session_id',
    (p_event ->> 'direction')::public.call_direction, v_caller, v_callee, v_number.id, b.id,
    a.id, v.id, coalesce(v.language, c.language), p.currency, private.event_instant(p_event, p_received_at)
  from public.companies c
  join public.prepaid_balances p on p.company_id = c.id
  -- The number's own branch, else the main one, else any: somebody has to answer.
  join lateral (
    select x.id from public.branches x where x.company_id = c.id
    order by (x.id = v_number.branch_id) desc nulls last, x.is_primary desc, x.is_active desc, x.created_at limit 1) b on true
  left join public.assistants a on a.company_id = c.id and a.id = v_number.assistant_id and a.status = 'active'
  left join public.assistant_versions v on v.company_id = a.company_id and v.id = a.deployed_version_id
  where c.id = p_integration.company_id
  on conflict on constraint calls_one_per_provider_id do nothing
  returning * into v_call;
  if not found then
    -- Another delivery of the same call was a moment faster.
    select * into v_call from public.calls
    where integration_id = p_integration.id and provider_call_id = p_event ->> 'provider_call_id';
    return v_call;
  end if;
  return private.link_caller(v_call);
end $$;
comment on function private.call_of_event(public.integrations, jsonb, timestamptz) is
  'The call that an event speaks of, with its customer, made if new; null where the called number is not answered by this company. Refuses call_not_known where the event is one that makes no call.';

-- Stored as applied in the same breath as it is applied: if that fails, the caller of this says so. What comes most is done
-- here: an event that tells a running call nothing new is kept with its delivery, without a lock. Of such a call every
-- column only grows (its status) or shrinks (its instants), so it tells nothing new whatever else is said meanwhile; and as
-- everything in it has just been compared, keeping it cannot be refused.
create function private.take_into_inbox(
  p_integration_id uuid, p_key text, p_type text, p_headers jsonb, p_body bytea, p_event jsonb, p_received_at timestamptz,
  out delivery_id uuid, out is_known boolean
)
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  v_company_id uuid;
  v_provider text;
  v_call record;
begin
  is_known := false;
  -- Four small statements: setting up one that does it all, with joins and CTEs, takes longer than they do.
  select i.company_id, i.provider into v_company_id, v_provider from public.integrations i where i.id = p_integration_id;
  if not found then
    return;
  end if;
  select c.id, c.anonymised_at, c.direction, c.currency, e.status, e.at,
    case when p_event ->> 'caller_number' is not null then c.caller_number end as from_number,
    case when p_event ->> 'callee_number' is not null then c.callee_number end as to_number,
    p_event ->> 'type' in ('status', 'turn', 'incoming')
      and c.status < 'completed' and e.status <= c.status and e.at >= c.started_at and (e.status = 'ringing' or e.at >= c.answered_at)
      and p_event ->> 'duration_seconds' is null and p_event ->> 'cost_of' is null and coalesce(p_event -> 'detail', '{}') = '{}' and p_event ->> 'direction' = c.direction::text
      and (p_event ->> 'session_id' is null or p_event ->> 'session_id' = c.provider_session_id)
      and (p_event ->> 'caller_number' is null or p_event ->> 'caller_number' = c.caller_number)
      and (p_event ->> 'callee_number' is null or p_event ->> 'callee_number' = c.callee_number) as tells_nothing_new
  into v_call
  from public.calls c
  -- As private.event_status and private.event_instant have it.
  cross join lateral (select
    (case when p_event ->> 'type' in ('incoming', 'turn') then 'in_progress' else p_event ->> 'status' end)::public.call_status as status,
    greatest(p_received_at - interval '1 day', least(p_received_at, (p_event ->> 'occurred_at')::timestamptz)) as at) e
  where c.integration_id = p_integration_id and c.provider_call_id = p_event ->> 'provider_call_id';

  insert into public.webhook_events (company_id, integration_id, provider, event_key, event_type, headers, body, received_at, status, attempts, next_attempt_at, processed_at)
  -- Of a call whose caller was forgotten it is kept that something came, and nothing of what it was.
  values (v_company_id, p_integration_id, v_provider, p_key, p_type, case when v_call.anonymised_at is null then p_headers else '{}' end,
    case when v_call.anonymised_at is null then p_body else '' end, p_received_at, 'applied', 1, null, now())
  on conflict on constraint webhook_events_taken_once do nothing
  returning id into delivery_id;
  if delivery_id is null or v_call.tells_nothing_new is not true then
    return;
  end if;
  insert into public.telephony_events (
    company_id, integration_id, provider, call_id, webhook_event_id, event_key, event_type, direction, from_number, to_number, status,
    currency, event_timestamp, metadata)
  values (
    v_company_id, p_integration_id, v_provider, v_call.id, delivery_id, p_key, p_event ->> 'type', v_call.direction, v_call.from_number, v_call.to_number,
    v_call.status, v_call.currency, v_call.at, case when p_event ->> 'sequence' is null then '{}' else jsonb_build_object('sequence', p_event -> 'sequence') end);
  is_known := true;
end $$;
comment on function private.take_into_inbox(uuid, text, text, jsonb, bytea, jsonb, timestamptz) is
  'Stores a delivery as it came (of a call whose caller was forgotten, without its content), and its event if that tells a running call nothing new (is_known); no delivery_id where it was there already or the integration is not.';

create function private.ignore_delivery(p_delivery_id uuid) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  update public.webhook_events set status = 'ignored' where id = p_delivery_id;
end $$;
comment on function private.ignore_delivery(uuid) is 'Notes that a delivery was about nothing of ours.';

-- A request for words (incoming, turn) is answered with words: from then on the call is in progress, whatever it says of itself.
create function private.event_status(p_event jsonb) returns public.call_status
language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
begin
  return case when p_event ->> 'type' in ('incoming', 'turn') then 'in_progress' else p_event ->> 'status' end;
end $$;
comment on function private.event_status(jsonb) is 'Where a call stands once this has been said.';

create function private.add_call_event(p_call public.calls, p_event jsonb, p_delivery_id uuid, p_received_at timestamptz) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  insert into public.telephony_events (
    company_id, integration_id, provider, call_id, webhook_event_id, event_key, event_type, direction, from_number, to_number, status,
    duration_seconds, cost, cost_of, currency, event_timestamp, created_at, metadata)
  values (
    p_call.company_id, p_call.integration_id, p_call.provider, p_call.id, p_delivery_id, p_event ->> 'key', p_event ->> 'type',
    coalesce((p_event ->> 'direction')::public.call_direction, p_call.direction),
    case when p_call.anonymised_at is null then p_event ->> 'caller_number' end, case when p_call.anonymised_at is null then p_event ->> 'callee_number' end,
    private.event_status(p_event), (p_event ->> 'duration_seconds')::integer,
    coalesce((p_event ->> 'cost')::numeric, 0), p_event ->> 'cost_of', coalesce(p_event ->> 'currency', p_call.currency), private.event_instant(p_event, p_received_at), p_received_at,
    jsonb_strip_nulls(jsonb_build_object('sequence', p_event -> 'sequence', 'leg', p_event -> 'leg')) || coalesce(p_event -> 'detail', '{}'));
end $$;
comment on function private.add_call_event(public.calls, jsonb, uuid, timestamptz) is
  'Keeps what a delivery said of a call. That it is kept once is the inbox''s doing: one delivery per key.';

-- The row of a call as the set of its events makes it. Whoever calls this holds the call's row.
create function private.fold_call(p_call public.calls) returns public.calls
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  v_call public.calls := p_call;
  v_said record;
  v_final public.telephony_events;
  v_until timestamptz;
  v_began timestamptz;
begin
  select * into v_final from public.telephony_events e
  where e.company_id = p_call.company_id and e.call_id = p_call.id and e.status >= 'completed'
    and (p_call.ended_by is null or e.event_key = p_call.ended_by)
  order by e.created_at, e.event_key limit 1;
  -- What is said to have happened after the end did not happen in this call.
  v_until := coalesce(v_final.event_timestamp, case when p_call.ended_by is not null then p_call.ended_at end, 'infinity');
  -- What is told beside the call's course has no status and no say in it.
  select count(*) as n, min(e.direction) as direction, min(e.from_number::text) as caller, min(e.to_number::text) as callee,
    max(e.status) filter (where e.status < 'completed') as status,
    min(e.event_timestamp) filter (where e.status < 'completed' and e.event_timestamp <= v_until) as rang_at,
    min(e.event_timestamp) filter (where e.status = 'in_progress' and e.event_timestamp <= v_until) as answered_at
  into v_said
  from public.telephony_events e where e.company_id = p_call.company_id and e.call_id = p_call.id and e.status is not null;
  if v_said.n = 0 then
    return p_call;
  end if;

  -- With nothing but its end to go by, a call began as long before as it is said to have lasted.
  v_began := greatest(v_final.created_at - interval '1 day', v_final.event_timestamp - make_interval(secs => coalesce(v_final.duration_seconds, 0)));
  v_call.direction := v_said.direction;
  if p_call.anonymised_at is null then
    v_call.caller_number := v_said.caller;
    v_call.callee_number := v_said.callee;
  end if;
  v_call.started_at := coalesce(v_said.rang_at, v_began, p_call.started_at);
  if v_final.id is not null then
    v_call.status := v_final.status;
    v_call.answered_at := coalesce(v_said.answered_at, case when v_final.status = 'completed' then greatest(v_began, v_call.started_at) end);
    v_call.ended_at := v_final.event_timestamp;
    v_call.duration_seconds := coalesce(v_final.duration_seconds, 0);
    v_call.end_reason := v_final.status::text;
    v_call.ended_by := v_final.event_key;
  elsif p_call.ended_by is not null then
    -- We ended it ourselves, or the word that ended it is no longer kept: that part of the row stays as it is.
    v_call.started_at := least(v_call.started_at, p_call.ended_at);
    v_call.answered_at := coalesce(v_said.answered_at, p_call.answered_at);
  else
    v_call.status := v_said.status;
    v_call.answered_at := v_said.answered_at;
    v_call.ended_at := null;
    v_call.duration_seconds := null;
    v_call.end_reason := null;
  end if;
  if v_call is distinct from p_call then
    update public.calls c
    set direction = v_call.direction, caller_number = v_call.caller_number, callee_number = v_call.callee_number, status = v_call.status,
        started_at = v_call.started_at, answered_at = v_call.answered_at, ended_at = v_call.ended_at,
        duration_seconds = v_call.duration_seconds, end_reason = v_call.end_reason, ended_by = v_call.ended_by
    where c.id = p_call.id
    returning * into v_call;
  end if;
  return v_call;
end $$;
comment on function private.fold_call(public.calls) is
  'Makes the provider''s columns of a call what the set of its events says: the same whatever the order they came in.';

-- Ours and not the provider's column: where it lies is kept only as long as it may be, so no rebuild brings it back.
create function private.keep_recording(p_call public.calls, p_event jsonb) returns public.calls
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  v_call public.calls := p_call;
begin
  if p_call.anonymised_at is null and (p_call.recording_consent
     or p_call.recording_consent is null and exists (select from public.companies c where c.id = p_call.company_id and c.recording_consent = 'announce')) then
    update public.calls
    set recording_url = p_event ->> 'recording_url', recording_duration_seconds = (p_event ->> 'duration_seconds')::integer
    where id = p_call.id
    returning * into v_call;
  end if;
  return v_call;
end $$;
comment on function private.keep_recording(public.calls, jsonb) is
  'Keeps where the recording of a call lies, if the caller agreed to it, or was told of it where the company lets that be enough; else nothing.';

create function private.take_call_event(p_call public.calls, p_event jsonb, p_delivery_id uuid, p_received_at timestamptz) returns public.calls
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  v_call public.calls;
  v_told public.calls;
  v_before public.call_status;
begin
  -- Locked before the event is kept: its foreign key shares the row, and two who share it could not both go on to take it.
  select * into v_call from public.calls where id = p_call.id for update;
  perform private.add_call_event(v_call, p_event, p_delivery_id, p_received_at);
  if p_event ->> 'recording_url' is not null then
    v_call := private.keep_recording(v_call, p_event);
  end if;
  v_before := v_call.status;
  if v_before >= 'completed' and v_call.ended_by is null then
    -- Ended by other means than events, such as an import: nothing to compute it from.
    return v_call;
  end if;
  v_told := v_call;
  v_call := private.fold_call(v_call);
  if v_call.customer_id is null and v_call.status < 'completed' then
    v_call := private.link_caller(v_call);
  end if;
  if v_call.anonymised_at is null and p_event ->> 'aftermath' is not null then
    perform private.take_lines(v_call, p_event #> '{aftermath,lines}', p_received_at);
    perform private.take_findings(v_call, p_event -> 'aftermath');
  end if;
  if v_call.status >= 'completed' then
    perform private.settle_call(v_call.id) where v_before < 'completed';
    -- It came late, and may say who it was, or what they said.
    perform private.conclude_call(v_call.id)
    where v_before >= 'completed' and (v_call is distinct from v_told or p_event ->> 'aftermath' is not null);
  elsif v_before < 'in_progress' and v_call.status = 'in_progress' then
    perform private.hold_for_call(v_call.id);
  end if;
  -- What is checked at commit is checked here, where a refusal still leaves the delivery kept.
  set constraints all immediate;
  return v_call;
end $$;
comment on function private.take_call_event(public.calls, jsonb, uuid, timestamptz) is
  'Keeps an event of a call and makes the call what its events say; money is held when it is answered and settled at the first final status.';
