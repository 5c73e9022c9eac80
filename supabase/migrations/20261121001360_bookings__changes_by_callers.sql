-- bookings · changes by callers: moved and called off in a call, once, by whose appointment it is
--
-- The heart is the one that people use (relocate, set_appointment_status). Around it stand three questions: is it theirs, has
-- this very wish been done, is it still early enough.

-- Why a caller may not change an appointment, as one word; null if they may. The order matters: whose it is comes first, so
-- that nothing is learned of another's.
create function private.why_not_changed(p_call public.calls, p_appointment public.appointments) returns text
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  return case
    when p_appointment.id is null or p_appointment.status = 'held' then 'appointment_not_found'
    -- What was booked in this call is its caller's, whoever they are.
    when p_appointment.call_id is distinct from p_call.id and not p_appointment.customer_id = any (private.proven_customers(p_call))
      then 'appointment_not_found'
    when p_appointment.status not in ('pending', 'scheduled', 'confirmed') or p_appointment.start_time <= now() then 'appointment_not_open'
    when p_appointment.call_id is distinct from p_call.id and p_appointment.start_time < now() + make_interval(
        hours => (select c.change_notice_hours from public.companies c where c.id = p_call.company_id)) then 'too_late'
  end;
end $$;
comment on function private.why_not_changed(public.calls, public.appointments) is
  'appointment_not_found (also if it is another''s), appointment_not_open, too_late; null if the caller of this call may move or cancel it.';

create function backend.move_appointment(p_call_id uuid, p_appointment_id uuid, p_staff_id uuid, p_start timestamptz) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_call public.calls := private.live_call(p_call_id);
  v_arguments jsonb := jsonb_build_object('appointment', p_appointment_id, 'staff', p_staff_id, 'start', extract(epoch from p_start));
  v_done public.tool_calls := private.done_before(v_call, 'move', v_arguments);
  v_appointment public.appointments;
  v_why text;
  v_answer jsonb;
begin
  if v_done.id is not null and private.still_stands(v_call.company_id, v_done.result) then
    return v_done.result;
  end if;
  select * into v_appointment from public.appointments a where a.company_id = v_call.company_id and a.id = p_appointment_id;
  v_why := private.why_not_changed(v_call, v_appointment);
  -- Moved there, moved on, and wished there again: a new wish only if the caller has spoken since, or has it held. A repeat
  -- that comes late must not take it back.
  if v_why is null and v_done.id is not null
     and not exists (select from public.call_turns t
                     where t.company_id = v_call.company_id and t.call_id = v_call.id and t.speaker = 'caller' and t.created_at > v_appointment.updated_at)
     and not exists (select from public.appointments a
                     where a.company_id = v_call.company_id and a.call_id = v_call.id and a.status = 'held' and a.start_time = p_start) then
    v_why := 'appointment_changed';
  end if;
  if v_why is not null then
    return jsonb_build_object('refused', v_why);
  end if;

  v_answer := private.relocate(v_call.company_id, p_appointment_id, p_start, p_staff_id, false, p_call_id);
  if v_answer ? 'refused' then
    return v_answer;
  end if;
  v_answer := v_answer -> 'appointment';
  return private.note_done(v_call, 'move', v_arguments, jsonb_build_object('appointment_id', p_appointment_id,
    'was', v_appointment.start_time, 'code', v_answer -> 'appointment_code', 'staff_id', v_answer -> 'staff_id', 'start', v_answer -> 'start_time', 'end', v_answer -> 'end_time'));
end $$;
comment on function backend.move_appointment(uuid, uuid, uuid, timestamptz) is
  'Moves an appointment of who calls to a free start, with the same person unless another is named, once; or why not, with the nearest. Refuses call_not_live.';
grant execute on function backend.move_appointment(uuid, uuid, uuid, timestamptz) to fn_voice;

create function backend.cancel_appointment(p_call_id uuid, p_appointment_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_call public.calls := private.live_call(p_call_id);
  v_arguments jsonb := jsonb_build_object('appointment', p_appointment_id);
  v_done public.tool_calls := private.done_before(v_call, 'cancel', v_arguments);
  v_appointment public.appointments;
  v_why text;
  v_answer jsonb;
begin
  -- Called off is final: what was done once is done for good.
  if v_done.id is not null then
    return v_done.result;
  end if;
  select * into v_appointment from public.appointments a where a.company_id = v_call.company_id and a.id = p_appointment_id;
  v_why := private.why_not_changed(v_call, v_appointment);
  if v_why is not null then
    return jsonb_build_object('refused', v_why);
  end if;
  v_answer := private.set_appointment_status(v_call.company_id, p_appointment_id, 'cancelled', 'customer', null, null);
  if v_answer ? 'refused' then
    return v_answer;
  end if;
  -- A call whose booking was called off in it has made none.
  update public.calls c
  set appointment_id = o.id, appointment_created = o.id is not null
  from (select 1) one
  left join lateral (
    select a.id from public.appointments a
    where a.company_id = v_call.company_id and a.call_id = p_call_id and a.status in ('pending', 'scheduled', 'confirmed')
    order by a.created_at desc limit 1) o on true
  where c.id = p_call_id and c.appointment_id = p_appointment_id;
  return private.note_done(v_call, 'cancel', v_arguments, jsonb_build_object(
    'appointment_id', p_appointment_id, 'code', v_appointment.appointment_code, 'start', v_appointment.start_time));
end $$;
comment on function backend.cancel_appointment(uuid, uuid) is
  'Calls off an appointment of who calls, once; or why not. Refuses call_not_live.';
grant execute on function backend.cancel_appointment(uuid, uuid) to fn_voice;

-- For who has lost the thread: an agent that asks again for what it has asked, in other words, finds it here.
create function backend.done_in_call(p_call_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_call public.calls := private.live_call(p_call_id);
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('what', case t.intent when 'book' then 'booked' when 'move' then 'moved' else 'cancelled' end,
      'was', coalesce(t.result ->> 'was', t.result ->> 'start'), 'appointment', private.appointment_words(a)) order by t.created_at desc, t.id), '[]')
    from public.tool_calls t
    join public.appointments a on a.company_id = t.company_id and a.id = (t.result ->> 'appointment_id')::uuid
    where t.company_id = v_call.company_id and t.call_id = v_call.id and a.staff_id is not null
      and case t.intent when 'cancel' then a.status = 'cancelled' when 'book' then private.still_stands(t.company_id, t.result)
        when 'move' then private.still_stands(t.company_id, t.result) else false end);
end $$;
comment on function backend.done_in_call(uuid) is
  'What this call booked, moved or called off and what of it stands so, latest first: {what, was, appointment}; was is the start before it. Refuses call_not_live.';
grant execute on function backend.done_in_call(uuid) to fn_voice;
