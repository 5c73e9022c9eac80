-- telephony · deliveries: stored first, applied once, retried, buried at last

-- Applies one stored delivery; whatever goes wrong is noted on it and nothing is lost.
create function private.apply_delivery(p_delivery_id uuid, p_integration public.integrations, p_event jsonb, p_received_at timestamptz)
returns public.delivery_status
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  v_call public.calls;
  v_state text;
  v_word text;
begin
  if p_event ->> 'channel' is not null then
    -- Of a message, not of a call.
    if not private.take_message_event(p_integration, p_event, p_received_at) then
      perform private.ignore_delivery(p_delivery_id);
    end if;
    return 'applied';
  end if;
  v_call := private.call_of_event(p_integration, p_event, p_received_at);
  if v_call.id is null then
    perform private.ignore_delivery(p_delivery_id);
  else
    perform private.take_call_event(v_call, p_event, p_delivery_id, p_received_at);
  end if;
  return 'applied';
exception when others then
  get stacked diagnostics v_state = returned_sqlstate, v_word = message_text;
  -- Only our own words go into the note: other messages may quote what the provider sent.
  return private.fail_delivery(p_delivery_id, case when v_state like 'PT%' then v_word else v_state end);
end $$;
comment on function private.apply_delivery(uuid, public.integrations, jsonb, timestamptz) is
  'Applies a stored delivery, or notes why it could not be and when to try again: applied, failed or buried.';

-- 30 s, 1, 2, 4 … at most 60 minutes between tries; after the tenth it is buried.
create function private.fail_delivery(p_delivery_id uuid, p_error text) returns public.delivery_status
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  v_delivery public.webhook_events;
begin
  update public.webhook_events e
  set status = case when e.attempts >= 10 then 'buried' else 'failed' end::public.delivery_status,
      next_attempt_at = case when e.attempts < 10 then now() + least(make_interval(secs => 30 * power(2, e.attempts - 1)), interval '60 minutes') end,
      processed_at = null,
      last_error = left(p_error, 200)
  where e.id = p_delivery_id
  returning * into v_delivery;
  if v_delivery.status = 'buried' then
    insert into public.webhook_dead_letter_queue (company_id, webhook_event_id, reason)
    values (v_delivery.company_id, v_delivery.id, v_delivery.last_error);
  end if;
  return v_delivery.status;
end $$;
comment on function private.fail_delivery(uuid, text) is 'Schedules the next try of a delivery, or buries it after the tenth.';

create function backend.take_delivery(
  p_integration_id uuid, p_key text, p_type text, p_headers jsonb, p_body bytea, p_event jsonb, p_arrived_at timestamptz default null
) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_integration public.integrations;
  v_taken record;
  -- What waited for us came when it came.
  v_received_at timestamptz := least(now(), p_arrived_at);
begin
  v_taken := private.take_into_inbox(p_integration_id, p_key, p_type, p_headers, p_body, p_event, v_received_at);
  if v_taken.is_known then
    return 'applied';
  end if;
  select * into v_integration from public.integrations where id = p_integration_id;
  if not found then
    raise exception using errcode = 'PT404', message = 'integration_not_found';
  end if;
  if v_taken.delivery_id is null then
    return 'seen';
  end if;
  if p_event is null then
    perform private.fail_delivery(v_taken.delivery_id, 'event_not_understood');
    return 'kept';
  end if;
  -- An event is kept once because its delivery is: under one and the same key.
  return case private.apply_delivery(v_taken.delivery_id, v_integration, p_event || jsonb_build_object('key', p_key), v_received_at)
    when 'applied' then 'applied' else 'kept' end;
end $$;
comment on function backend.take_delivery(uuid, text, text, jsonb, bytea, jsonb, timestamptz) is
  'Stores a verified delivery and applies it in the same breath: applied, seen (before), or kept for job_inbox. An event of null was not understood. Refuses integration_not_found.';
-- The voice function too: it is told at its own address that a recording which it began is ready, and by some providers
-- everything else about a call.
grant execute on function backend.take_delivery(uuid, text, text, jsonb, bytea, jsonb, timestamptz) to fn_ingest, fn_voice;

create function backend.claim_deliveries(p_limit integer)
returns table (id uuid, provider text, type text, headers jsonb, body bytea, attempts integer)
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  -- A claim is a lease and counts as a try: whoever takes it and dies leaves it due again in a minute.
  -- Materialized: joined as it stands, it may be asked again for each row, and more be taken than were asked for.
  with due as materialized (
    select d.id from public.webhook_events d
    where d.status = 'failed' and d.next_attempt_at <= now()
    order by d.next_attempt_at limit least(p_limit, 500) for update skip locked)
  update public.webhook_events e
  set next_attempt_at = now() + interval '60 seconds', attempts = e.attempts + 1
  from due where e.id = due.id
  returning e.id, e.provider, e.event_type, e.headers, e.body, e.attempts
$$;
comment on function backend.claim_deliveries(integer) is 'Takes due deliveries for a minute. Two workers never get the same one.';
grant execute on function backend.claim_deliveries(integer) to fn_jobs;

create function backend.apply_delivery(p_delivery_id uuid, p_event jsonb) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_delivery public.webhook_events;
  v_integration public.integrations;
  v_id uuid := p_delivery_id;
  v_event jsonb := p_event;
begin
  select * into v_delivery from public.webhook_events where id = p_delivery_id for update;
  if v_delivery.status is distinct from 'failed' then
    return 'applied';
  end if;
  select * into v_integration from public.integrations where company_id = v_delivery.company_id and id = v_delivery.integration_id;
  update public.webhook_events set status = 'applied', processed_at = now(), next_attempt_at = null, last_error = null where id = p_delivery_id;
  if v_delivery.event_key not like 'body:%' then
    v_event := p_event || jsonb_build_object('key', v_delivery.event_key);
  else
    -- It was kept under its content, and now we can read its name: it takes its place in the inbox under that, so that the
    -- same thing is not taken twice, whichever of the two was first.
    insert into public.webhook_events (company_id, integration_id, provider, event_key, event_type, headers, body, received_at, status, attempts, next_attempt_at, processed_at)
    values (v_delivery.company_id, v_delivery.integration_id, v_delivery.provider, p_event ->> 'key', p_event ->> 'type', v_delivery.headers, v_delivery.body,
            v_delivery.received_at, 'applied', v_delivery.attempts, null, now())
    on conflict on constraint webhook_events_taken_once do nothing
    returning id into v_id;
    if v_id is null then
      return 'applied';
    end if;
  end if;
  return case private.apply_delivery(v_id, v_integration, v_event, v_delivery.received_at)
    when 'applied' then 'applied' when 'buried' then 'buried' else 'kept' end;
end $$;
comment on function backend.apply_delivery(uuid, jsonb) is 'Tries a claimed delivery again: applied, kept for a later try, or buried.';
grant execute on function backend.apply_delivery(uuid, jsonb) to fn_jobs;

create function backend.fail_delivery(p_delivery_id uuid, p_error text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform from public.webhook_events where id = p_delivery_id and status = 'failed' for update;
  if not found then
    raise exception using errcode = 'PT409', message = 'delivery_not_waiting', hint = 'It was applied or buried meanwhile.';
  end if;
  return case private.fail_delivery(p_delivery_id, p_error) when 'buried' then 'buried' else 'kept' end;
end $$;
comment on function backend.fail_delivery(uuid, text) is 'Notes that a claimed delivery could still not be understood: kept for a later try, or buried. Refuses delivery_not_waiting.';
grant execute on function backend.fail_delivery(uuid, text) to fn_jobs;

-- Calls of whose end nobody told us: the last word of a call may get lost on the way, and its hold with it. An hour is
-- the longest an assistant may talk; a quarter of one more is patience.
create function backend.close_abandoned_calls(p_limit integer) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_call record;
  v_closed integer := 0;
begin
  for v_call in
    select c.id, c.answered_at, c.started_at, a.last_at
    from public.calls c
    cross join lateral (
      select max(t.created_at) as last_at from public.call_turns t where t.company_id = c.company_id and t.call_id = c.id) a
    where c.status < 'completed' and greatest(c.started_at, a.last_at) < now() - interval '75 minutes'
    order by c.started_at limit least(p_limit, 500) for update of c skip locked
  loop
    update public.calls c
    set status = case when v_call.answered_at is null then 'no_answer' else 'completed' end::public.call_status,
        ended_at = greatest(v_call.last_at, c.started_at),
        duration_seconds = coalesce(ceil(extract(epoch from greatest(v_call.last_at - v_call.answered_at, interval '0'))), 0),
        end_reason = 'abandoned',
        ended_by = 'abandoned'
    where c.id = v_call.id;
    perform private.settle_call(v_call.id);
    v_closed := v_closed + 1;
  end loop;
  perform private.sweep_relays();
  return v_closed;
end $$;
comment on function backend.close_abandoned_calls(integer) is
  'Ends calls that have been silent for 75 minutes, by their last turn, and settles them; returns how many. Their own end, if it still comes, changes nothing.';
grant execute on function backend.close_abandoned_calls(integer) to fn_jobs;
