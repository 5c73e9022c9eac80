-- telephony · rebuild: what providers told of a call, once more from the inbox
--
-- The inbox holds every delivery as it came, the code knows how to read one. Put together, they give the events of a call
-- and its provider's columns again, whatever happened to those. Turns, appointments and the ledger are ours and are not
-- touched; calls.ended_by, by which the ledger was settled, decides between several final statuses. Only what was applied
-- counts: what still waits, was ignored or is buried is not here any more than it was before.

create function backend.read_deliveries(p_company_id uuid, p_call_id uuid, p_after uuid, p_limit integer)
returns table (id uuid, integration_id uuid, provider text, key text, type text, body bytea)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_call public.calls;
begin
  if not exists (select from public.companies c where c.id = p_company_id) then
    raise exception using errcode = 'PT404', message = 'company_not_found';
  end if;
  if p_call_id is not null then
    select * into v_call from public.calls c where c.company_id = p_company_id and c.id = p_call_id;
    if not found then
      raise exception using errcode = 'PT404', message = 'call_not_found';
    end if;
  end if;
  return query
    select e.id, e.integration_id, e.provider, e.event_key, e.event_type, e.body
    from public.webhook_events e
    where e.company_id = p_company_id and e.status = 'applied'
      and (p_after is null
           or (e.received_at, e.id) > (select a.received_at, a.id from public.webhook_events a where a.company_id = p_company_id and a.id = p_after))
      -- A provider's id of a call stands in every delivery about it as it is.
      and (v_call.id is null
           or e.integration_id = v_call.integration_id and (
                position(convert_to(v_call.provider_call_id, 'UTF8') in e.body) > 0
                -- In a form, a colon is written otherwise.
                or position(convert_to(replace(v_call.provider_call_id, ':', '%3A'), 'UTF8') in e.body) > 0
                or position(convert_to(v_call.provider_session_id, 'UTF8') in e.body) > 0))
    order by e.received_at, e.id limit least(p_limit, 500);
end $$;
comment on function backend.read_deliveries(uuid, uuid, uuid, integer) is
  'The applied deliveries of a company, or those that name one call, oldest first, after a given one. Refuses company_not_found, call_not_found.';
grant execute on function backend.read_deliveries(uuid, uuid, uuid, integer) to fn_jobs;

-- Owned by the eraser: events are append-only, and a status that went wrong may have to go back.
create function backend.rebuild_call(p_company_id uuid, p_integration_id uuid, p_provider_call_id text, p_events jsonb) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_call public.calls;
  v_after public.calls;
  v_each record;
  v_ids uuid[] := '{}';
  v_keys text[] := '{}';
  v_events jsonb[] := '{}';
  v_received timestamptz[] := '{}';
  v_kept integer;
begin
  select * into v_call from public.calls c
  where c.company_id = p_company_id and c.integration_id = p_integration_id and c.provider_call_id = p_provider_call_id for update;
  if not found or v_call.anonymised_at is not null then
    return jsonb_build_object('outcome', case when v_call.id is null then 'unknown' else 'anonymised' end, 'events', 0, 'kept', 0, 'changed', false);
  end if;

  -- One delivery a key, as when they were taken: the one that came under the key, else the earliest that turned out to be it.
  for v_each in
    select distinct on (k.key) k.key, e.id, e.received_at, g.event || jsonb_build_object('key', k.key) as event
    from jsonb_to_recordset(p_events) as g (delivery_id uuid, event jsonb)
    join public.webhook_events e on e.company_id = p_company_id and e.integration_id = p_integration_id and e.id = g.delivery_id and e.status = 'applied'
    cross join lateral (select case when e.event_key like 'body:%' then g.event ->> 'key' else e.event_key end as key) k
    where g.event ->> 'provider_call_id' = p_provider_call_id
      or g.event ->> 'status' is null and g.event ->> 'session_id' = v_call.provider_session_id
    order by k.key, e.event_key = k.key desc, e.received_at, e.id
  loop
    v_ids := v_ids || v_each.id;
    v_keys := v_keys || v_each.key;
    v_events := v_events || v_each.event;
    v_received := v_received || v_each.received_at;
  end loop;

  -- What cannot be told again stays: its delivery has left the inbox, or can no longer be read.
  delete from public.telephony_events e
  where e.company_id = p_company_id and e.call_id = v_call.id
    and (e.event_key = any (v_keys) or e.webhook_event_id = any (v_ids) or e.webhook_event_id is null);
  select count(*) into v_kept from public.telephony_events e where e.company_id = p_company_id and e.call_id = v_call.id;
  for n in 1 .. cardinality(v_ids) loop
    perform private.add_call_event(v_call, v_events[n], v_ids[n], v_received[n]);
    perform private.take_findings(v_call, v_events[n] -> 'aftermath') where v_events[n] ->> 'aftermath' is not null;
  end loop;
  v_after := private.fold_call(v_call);
  return jsonb_build_object('outcome', 'rebuilt', 'events', cardinality(v_ids), 'kept', v_kept, 'changed', v_after is distinct from v_call);
end $$;
comment on function backend.rebuild_call(uuid, uuid, text, jsonb) is
  'Makes the events of a call and its provider''s columns anew from deliveries that were read again: [{delivery_id, event}]. Returns {outcome: rebuilt, unknown or anonymised, events, kept, changed}. Turns, appointments and the ledger stay as they are.';
grant execute on function backend.rebuild_call(uuid, uuid, text, jsonb) to fn_jobs;

grant select (id, company_id, integration_id, event_key, received_at, status) on public.webhook_events to frontdesk_eraser;
grant select, insert, delete on public.telephony_events to frontdesk_eraser;
grant select on public.calls to frontdesk_eraser;
grant update (direction, caller_number, callee_number, status, started_at, answered_at, ended_at, duration_seconds, end_reason, ended_by,
  summary, summary_by, sentiment, sentiment_by, provider_data)
  on public.calls to frontdesk_eraser;
grant execute on function private.event_instant(jsonb, timestamptz), private.event_status(jsonb),
  private.add_call_event(public.calls, jsonb, uuid, timestamptz), private.take_findings(public.calls, jsonb), private.fold_call(public.calls) to frontdesk_eraser;
grant create on schema backend to frontdesk_eraser;
alter function backend.rebuild_call(uuid, uuid, text, jsonb) owner to frontdesk_eraser;
revoke create on schema backend from frontdesk_eraser;
