-- notices · confirmations: what was agreed in a call, in writing, if the caller wants it

-- Of what this call did last; of a caller who did nothing but is proven, of their next appointment. So that nobody has
-- another's appointment sent to an address of their own.
create function private.to_confirm(p_call public.calls) returns table (appointment_id uuid, template text)
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  return query
  select (t.result ->> 'appointment_id')::uuid,
    case t.intent when 'cancel' then 'appointment_cancelled' when 'move' then 'appointment_moved' else 'appointment_confirmation' end
  from public.tool_calls t
  join public.appointments a on a.company_id = t.company_id and a.id = (t.result ->> 'appointment_id')::uuid
    and (a.status = 'cancelled') = (t.intent = 'cancel')
  where t.company_id = p_call.company_id and t.call_id = p_call.id and t.intent in ('book', 'move', 'cancel')
  order by t.created_at desc, t.id limit 1;
  if found then
    return;
  end if;
  return query
  select a.id, 'appointment_confirmation' from public.appointments a
  where a.company_id = p_call.company_id and a.customer_id = any (private.proven_customers(p_call))
    and a.status in ('pending', 'scheduled', 'confirmed') and a.start_time > now()
  order by a.start_time limit 1;
end $$;
comment on function private.to_confirm(public.calls) is 'The appointment that a confirmation from this call speaks of, and the template that fits; no row if there is none.';

create function backend.send_confirmation(p_call_id uuid, p_channel text, p_address text) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_call public.calls := private.live_call(p_call_id);
  v_what record;
  v_appointment public.appointments;
  v_customer public.customers;
  v_address text;
  v_language text;
  v_arguments jsonb;
begin
  if p_channel is null or p_channel not in ('sms', 'email') then
    raise exception using errcode = 'PT422', message = 'channel_unknown', hint = 'sms or email.';
  end if;
  select * into v_what from private.to_confirm(v_call);
  if not found then
    return '{"refused": "appointment_not_found"}';
  end if;
  select * into v_appointment from public.appointments a where a.company_id = v_call.company_id and a.id = v_what.appointment_id;
  select * into v_customer from public.customers c where c.company_id = v_call.company_id and c.id = v_appointment.customer_id;

  v_address := lower(coalesce(nullif(btrim(p_address), ''),
    case when p_channel = 'sms' then private.proving_number(v_call) end,
    -- What is on record is sent to only where it is certain whose call it is.
    case when v_customer.id = any (private.proven_customers(v_call)) then case p_channel when 'sms' then v_customer.phone_normalized else v_customer.email end end));
  if v_address is null or char_length(v_address) > 254
     or v_address !~ (case p_channel when 'sms' then '^\+[1-9][0-9]{6,14}$' else '^[^@[:space:][:cntrl:]]+@[^@[:space:][:cntrl:]]+\.[^@[:space:][:cntrl:]]+$' end) then
    return '{"refused": "no_address"}';
  end if;
  if exists (select from public.opt_outs o
             where o.company_id = v_call.company_id and o.channel = p_channel::public.contact_channel and o.address = v_address) then
    return '{"refused": "opted_out"}';
  end if;
  -- Nobody is promised what the company cannot send.
  if not exists (select from private.message_route(v_call.company_id, p_channel, v_appointment.id)) then
    return '{"refused": "no_sender"}';
  end if;

  v_arguments := jsonb_build_object('appointment', v_what.appointment_id, 'template', v_what.template,
    'start', extract(epoch from v_appointment.start_time), 'channel', p_channel, 'address', v_address);
  if (private.done_before(v_call, 'confirm', v_arguments)).id is not null then
    return '{"queued": true}';
  end if;
  v_language := case when v_call.language in ('de', 'sv', 'en') then v_call.language end;
  perform private.notify(
    v_call.company_id, v_what.template,
    jsonb_build_object('channel', p_channel, 'customer_id', v_customer.id, 'address', v_address, 'language', v_language, 'appointment_id', v_appointment.id),
    jsonb_strip_nulls(jsonb_build_object('company_name', c.name, 'service_name', coalesce(v.name, v_appointment.title), 'staff_name', s.display_name,
      'code', v_appointment.appointment_code, 'start_time', v_appointment.start_time,
      'phone', case v_call.direction when 'inbound' then v_call.callee_number else v_call.caller_number end,
      'when', private.written_time(v_appointment.start_time, coalesce(b.timezone, c.timezone), coalesce(v_language, c.language)))),
    format('call:%s:%s:%s:%s:%s', v_call.id, v_what.template, v_appointment.id, extract(epoch from v_appointment.start_time),
      encode(sha256(convert_to(p_channel || ':' || v_address, 'UTF8')), 'hex')))
  from public.companies c
  left join public.branches b on b.company_id = c.id and b.id = v_appointment.branch_id
  left join public.services v on v.company_id = c.id and v.id = v_appointment.service_id
  left join public.staff s on s.company_id = c.id and s.id = v_appointment.staff_id
  where c.id = v_call.company_id;
  return private.note_done(v_call, 'confirm', v_arguments, '{"queued": true}');
end $$;
comment on function backend.send_confirmation(uuid, text, text) is
  'Queues a written confirmation by sms or email of what the call last booked, moved or called off, once per content and address: {queued}, or {refused: appointment_not_found, no_address, no_sender, opted_out}. Refuses call_not_live, channel_unknown.';
grant execute on function backend.send_confirmation(uuid, text, text) to fn_voice;
