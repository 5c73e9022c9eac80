-- bookings · changes: what a person does with appointments
--
-- People and calls share one heart: what is free (free_slots), what is written (occupy), what is moved (relocate) and what
-- becomes of it (set_appointment_status). Each answers in JSON, a refusal is an answer too; the functions for people turn a
-- refusal into an error that names it. Everybody locks the person first and the appointment second, so nobody waits in a ring.
-- Each appointment is one person's time: what `booking` groups is moved and cancelled one by one, and a service's capacity
-- above one is not offered as a group.

-- An answer goes through; a refusal becomes an error with its word, and the rest of it as detail.
create function private.answer_or_refuse(p_answer jsonb) returns jsonb
language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
declare
  v_word text := p_answer ->> 'refused';
begin
  if v_word is null then
    return p_answer;
  end if;
  raise exception using errcode = case when v_word like '%not_found' then 'PT404' else 'PT409' end, message = v_word,
    detail = (p_answer - 'refused')::text,
    hint = case when p_answer ? 'nearest' then 'Take one of the nearest free starts.'
           else 'Read the appointment again: its status does not allow this.' end;
end $$;
comment on function private.answer_or_refuse(jsonb) is 'Returns an answer as it is; raises a refusal under its own word, nearest free starts in the detail.';

-- The appointment, if it is of a company in which the caller holds the role. One that is elsewhere looks like none.
create function private.appointment_of_caller(p_appointment_id uuid, p_minimum public.member_role) returns public.appointments
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  v_appointment public.appointments;
begin
  select a.* into v_appointment from public.appointments a
  where a.id = p_appointment_id and a.company_id = any (private.company_ids());
  if not found then
    raise exception using errcode = 'PT404', message = 'appointment_not_found', hint = 'Name an appointment of a company that you belong to.';
  end if;
  perform private.require_role(auth.uid(), v_appointment.company_id, p_minimum);
  return v_appointment;
end $$;
comment on function private.appointment_of_caller(uuid, public.member_role) is 'Refuses appointment_not_found, also for another company''s, or role_too_low.';

create function private.require_sensible_start(p_start timestamptz) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  if p_start is null or not p_start between now() - interval '1 year' and now() + interval '3 years' then
    raise exception using errcode = 'PT422', message = 'start_not_sensible', hint = 'Name an instant between a year ago and three years ahead.';
  end if;
end $$;
comment on function private.require_sensible_start(timestamptz) is 'Refuses start_not_sensible for nothing, infinity and years far away.';

-- Moves a standing appointment: to another start, another person, or both. For people, and for the caller of a live call
-- (p_for_call), whose holds do not stand in the way and end with the move. It keeps its code, its price and what was noted.
create function private.relocate(
  p_company_id uuid, p_appointment_id uuid, p_start timestamptz, p_staff_id uuid, p_override boolean, p_for_call uuid
) returns jsonb
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  v_now timestamptz := now();
  v_seen public.appointments;
  v_current public.appointments;
  v_service public.services;
  v_staff_id uuid;
  v_end timestamptz;
  v_why text;
begin
  select * into v_seen from public.appointments a where a.company_id = p_company_id and a.id = p_appointment_id;
  if not found then
    return jsonb_build_object('refused', 'appointment_not_found');
  elsif v_seen.status not in ('pending', 'scheduled', 'confirmed') then
    return jsonb_build_object('refused', 'appointment_not_open', 'status', v_seen.status);
  end if;
  v_staff_id := coalesce(p_staff_id, v_seen.staff_id);
  select * into v_service from public.services v where v.company_id = p_company_id and v.id = v_seen.service_id;

  if p_override then
    -- Outside hours and notice, but with somebody who is there and does it. What another calendar made without a service stays as long as it is.
    v_why := case
      when v_service.id is not null then private.why_not_free(p_company_id, v_seen.branch_id, v_service.id, v_staff_id, p_start, v_now)
      when not exists (select from public.staff s where s.company_id = p_company_id and s.id = v_staff_id and s.is_active) then 'not_offered'
    end;
    if v_why in ('service_not_found', 'not_offered') then
      return jsonb_build_object('refused', v_why, 'nearest', '[]'::jsonb);
    end if;
    v_end := p_start + (v_seen.end_time - v_seen.start_time);
  else
    select f.end_time into v_end
    from private.free_slots(p_company_id, v_seen.branch_id, v_service.id, v_staff_id, p_start, p_start + interval '1 microsecond',
      v_now, p_for_call, p_appointment_id) f;
    if not found then
      return private.refused_slot(p_company_id, v_seen.branch_id, v_service.id, v_staff_id, p_start, v_now, p_for_call, p_appointment_id);
    end if;
  end if;

  -- Both persons, always in the same order: two that swap would else wait for one another.
  perform from public.staff s where s.company_id = p_company_id and s.id in (v_seen.staff_id, v_staff_id) order by s.id for no key update;
  select * into v_current from public.appointments a where a.company_id = p_company_id and a.id = p_appointment_id for no key update;
  if v_current.status is null or v_current.status not in ('pending', 'scheduled', 'confirmed') then
    return jsonb_build_object('refused', 'appointment_not_open', 'status', v_current.status);
  elsif v_current.staff_id <> v_seen.staff_id then
    return jsonb_build_object('refused', 'appointment_changed', 'status', v_current.status);
  end if;
  if p_override then
    v_service.buffer_before_minutes := v_current.buffer_before_minutes;
    v_service.buffer_after_minutes := v_current.buffer_after_minutes;
  elsif private.is_blocked_out(p_company_id, v_staff_id,
      private.blocked_range(p_start, v_end, v_service.buffer_before_minutes, v_service.buffer_after_minutes)) then
    return private.refused_slot(p_company_id, v_seen.branch_id, v_service.id, v_staff_id, p_start, v_now, p_for_call, p_appointment_id);
  end if;
  delete from public.appointments a
  where a.company_id = p_company_id and a.status = 'held' and (a.call_id = p_for_call or (a.staff_id = v_staff_id and a.held_until <= v_now));

  begin
    -- What was sent about the old time does not speak of the new one.
    update public.appointments a
    set staff_id = v_staff_id, start_time = p_start, end_time = v_end,
        buffer_before_minutes = v_service.buffer_before_minutes, buffer_after_minutes = v_service.buffer_after_minutes,
        confirmation_sent_at = case when a.start_time = p_start then a.confirmation_sent_at end,
        reminder_sent_at = case when a.start_time = p_start then a.reminder_sent_at end
    where a.company_id = p_company_id and a.id = p_appointment_id
    returning a.* into v_current;
  exception when exclusion_violation then
    return jsonb_build_object('refused', 'slot_taken', 'nearest', private.nearest_slots(
      p_company_id, v_seen.branch_id, v_service.id, v_staff_id, p_start, v_now, p_for_call, p_appointment_id));
  end;
  return jsonb_build_object('appointment', to_jsonb(v_current) - 'blocked');
end $$;
comment on function private.relocate(uuid, uuid, timestamptz, uuid, boolean, uuid) is
  'Moves a standing appointment to a free start, or answers appointment_not_open, appointment_changed or why the start is not free.';

-- Confirms, completes, misses or cancels. Who asks has been checked; what may become of what is appointment_may_become's word.
create function private.set_appointment_status(
  p_company_id uuid, p_appointment_id uuid, p_to public.appointment_status, p_by public.appointment_canceller, p_reason text, p_actual_revenue numeric
) returns jsonb
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  v_current public.appointments;
begin
  perform from public.staff s
  where s.company_id = p_company_id
    and s.id = (select a.staff_id from public.appointments a where a.company_id = p_company_id and a.id = p_appointment_id)
  for no key update;
  select * into v_current from public.appointments a where a.company_id = p_company_id and a.id = p_appointment_id for no key update;
  if not found then
    return jsonb_build_object('refused', 'appointment_not_found');
  end if;
  -- A hold is its call's own. What was taken for a completed one can be corrected.
  if v_current.status = 'held'
     or not (private.appointment_may_become(v_current.status, p_to)
             or (v_current.status = 'completed' and p_to = 'completed' and p_actual_revenue is not null)) then
    return jsonb_build_object('refused', 'appointment_not_open', 'status', v_current.status);
  elsif p_to in ('completed', 'no_show') and v_current.start_time > now() then
    return jsonb_build_object('refused', 'appointment_not_started', 'status', v_current.status, 'start', v_current.start_time);
  end if;
  update public.appointments a
  set status = p_to,
      actual_revenue = case p_to when 'completed' then coalesce(p_actual_revenue, a.actual_revenue, a.expected_revenue) when 'no_show' then null else a.actual_revenue end,
      cancelled_by = case when p_to = 'cancelled' then p_by end,
      cancellation_reason = case when p_to = 'cancelled' then nullif(btrim(p_reason), '') end
  where a.company_id = p_company_id and a.id = p_appointment_id
  returning a.* into v_current;
  return jsonb_build_object('appointment', to_jsonb(v_current) - 'blocked');
end $$;
comment on function private.set_appointment_status(uuid, uuid, public.appointment_status, public.appointment_canceller, text, numeric) is
  'Changes the status of an appointment, or answers appointment_not_found, appointment_not_open or appointment_not_started.';

-- For people ----------------------------------------------------------------------------------------------------------------

create function private.find_free_slots(
  p_company_id uuid, p_branch_id uuid, p_service_id uuid, p_staff_id uuid, p_from timestamptz, p_until timestamptz, p_limit integer
) returns table (staff_id uuid, staff_name text, start_time timestamptz, end_time timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform private.require_role(auth.uid(), p_company_id, 'viewer');
  perform private.require_sensible_start(p_from);
  return query
  select f.staff_id, s.display_name, f.start_time, f.end_time
  from private.free_slots(p_company_id, p_branch_id, p_service_id, p_staff_id, p_from,
    least(coalesce(p_until, p_from + interval '14 days'), p_from + interval '100 days'), now()) f
  join public.staff s on s.company_id = p_company_id and s.id = f.staff_id
  order by f.start_time, f.staff_id
  limit least(greatest(p_limit, 0), 1000);
end $$;
comment on function private.find_free_slots(uuid, uuid, uuid, uuid, timestamptz, timestamptz, integer) is
  'Free starts for a member, earliest first. Refuses company_not_found, start_not_sensible.';
grant execute on function private.find_free_slots(uuid, uuid, uuid, uuid, timestamptz, timestamptz, integer) to authenticated;

create function public.find_free_slots(
  p_company_id uuid, p_branch_id uuid, p_service_id uuid, p_staff_id uuid default null, p_from timestamptz default now(),
  p_until timestamptz default null, p_limit integer default 50
) returns table (staff_id uuid, staff_name text, start_time timestamptz, end_time timestamptz)
language sql stable set search_path = pg_catalog, pg_temp
begin atomic
  select f.staff_id, f.staff_name, f.start_time, f.end_time
  from private.find_free_slots(p_company_id, p_branch_id, p_service_id, p_staff_id, p_from, p_until, p_limit) f;
end;
comment on function public.find_free_slots(uuid, uuid, uuid, uuid, timestamptz, timestamptz, integer) is
  'Free starts of a service at a branch in [from, until), earliest first, by person; without a person everybody who does it. Without an end two weeks, at most 100 days; at most p_limit rows (50; up to 1000). Every member may ask. What it offers book_appointment takes.';
grant execute on function public.find_free_slots(uuid, uuid, uuid, uuid, timestamptz, timestamptz, integer) to authenticated;

create function private.book_appointment(
  p_company_id uuid, p_branch_id uuid, p_customer_id uuid, p_service_id uuid, p_start timestamptz, p_staff_id uuid,
  p_source public.appointment_source, p_customer_notes text, p_internal_notes text, p_booking uuid, p_override boolean
) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_now timestamptz := now();
  v_customer public.customers;
  v_service public.services;
  v_wanted public.appointments;
  v_taken public.appointments;
  v_slot record;
  v_why text;
begin
  perform private.require_role(auth.uid(), p_company_id, 'member');
  select * into v_customer from public.customers c where c.company_id = p_company_id and c.id = p_customer_id;
  if not found then
    raise exception using errcode = 'PT404', message = 'customer_not_found', hint = 'Make the customer first.';
  elsif v_customer.is_blocked and p_override is not true then
    raise exception using errcode = 'PT409', message = 'customer_blocked', hint = 'The reason is with the customer; override to book all the same.';
  end if;
  perform from public.branches b where b.company_id = p_company_id and b.id = p_branch_id and b.is_active;
  if not found then
    raise exception using errcode = 'PT404', message = 'branch_not_found', hint = 'Name an active branch of the company.';
  end if;
  perform private.require_sensible_start(p_start);
  if p_source is null or p_source not in ('admin', 'web', 'walk_in') then
    raise exception using errcode = 'PT422', message = 'source_not_for_people', hint = 'admin, web or walk_in; the others are said by whoever books there.';
  end if;
  select * into v_service from public.services v where v.company_id = p_company_id and v.id = p_service_id;
  v_wanted := private.wanted_appointment(v_service, p_branch_id, 'scheduled', p_source);
  v_wanted.customer_id := p_customer_id;
  v_wanted.booking := p_booking;
  v_wanted.customer_notes := p_customer_notes;
  v_wanted.internal_notes := p_internal_notes;

  if p_override then
    if p_staff_id is null then
      raise exception using errcode = 'PT422', message = 'staff_needed', hint = 'Say who works outside the hours.';
    end if;
    v_why := private.why_not_free(p_company_id, p_branch_id, p_service_id, p_staff_id, p_start, v_now);
    if v_why in ('service_not_found', 'not_offered') then
      perform private.answer_or_refuse(jsonb_build_object('refused', v_why, 'nearest', '[]'::jsonb));
    end if;
    v_wanted.staff_id := p_staff_id;
    v_wanted.start_time := p_start;
    v_wanted.end_time := p_start + make_interval(mins => v_service.duration_minutes);
    v_taken := private.occupy(v_wanted, true);
  else
    for v_slot in
      select f.* from private.free_slots(
        p_company_id, p_branch_id, p_service_id, p_staff_id, p_start, p_start + interval '1 microsecond', v_now) f
      order by f.staff_id
    loop
      v_wanted.staff_id := v_slot.staff_id;
      v_wanted.start_time := v_slot.start_time;
      v_wanted.end_time := v_slot.end_time;
      v_taken := private.occupy(v_wanted, false);
      exit when v_taken.id is not null;
    end loop;
  end if;
  if v_taken.id is null then
    perform private.answer_or_refuse(
      private.refused_slot(p_company_id, p_branch_id, p_service_id, p_staff_id, p_start, v_now, null)
      || case when p_override then '{"refused": "slot_taken"}' else '{}' end::jsonb);
  end if;
  return to_jsonb(v_taken) - 'blocked';
end $$;
comment on function private.book_appointment(uuid, uuid, uuid, uuid, timestamptz, uuid, public.appointment_source, text, text, uuid, boolean) is
  'Books for a member. Refuses as public.book_appointment says.';
grant execute on function private.book_appointment(uuid, uuid, uuid, uuid, timestamptz, uuid, public.appointment_source, text, text, uuid, boolean) to authenticated;

create function public.book_appointment(
  p_company_id uuid, p_branch_id uuid, p_customer_id uuid, p_service_id uuid, p_start timestamptz, p_staff_id uuid default null,
  p_source public.appointment_source default 'admin', p_customer_notes text default null, p_internal_notes text default null,
  p_booking uuid default null, p_override boolean default false
) returns jsonb
language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
  select private.book_appointment(p_company_id, p_branch_id, p_customer_id, p_service_id, p_start, p_staff_id, p_source,
    p_customer_notes, p_internal_notes, p_booking, p_override);
end;
comment on function public.book_appointment(uuid, uuid, uuid, uuid, timestamptz, uuid, public.appointment_source, text, text, uuid, boolean) is
  'Books a service for a customer at a start that find_free_slots offers, with the named person or whoever is free, and returns the appointment, status scheduled. For members. p_source: admin, web or walk_in. p_override books outside hours, notice, grid and calendar blocks, also in the past, with the named person, but never over another appointment. Refuses slot_taken, outside_hours, too_soon, too_far_ahead, not_offered with the nearest free starts in the detail; service_not_found, customer_not_found, branch_not_found, company_not_found, customer_blocked, staff_needed, start_not_sensible, source_not_for_people, role_too_low.';
grant execute on function public.book_appointment(uuid, uuid, uuid, uuid, timestamptz, uuid, public.appointment_source, text, text, uuid, boolean) to authenticated;

create function private.move_appointment(p_appointment_id uuid, p_start timestamptz, p_staff_id uuid, p_override boolean) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_appointment public.appointments := private.appointment_of_caller(p_appointment_id, 'member');
begin
  perform private.require_sensible_start(p_start);
  return private.answer_or_refuse(private.relocate(
    v_appointment.company_id, p_appointment_id, p_start, p_staff_id, coalesce(p_override, false), null)) -> 'appointment';
end $$;
comment on function private.move_appointment(uuid, timestamptz, uuid, boolean) is 'Moves for a member. Refuses as public.move_appointment says.';
grant execute on function private.move_appointment(uuid, timestamptz, uuid, boolean) to authenticated;

create function public.move_appointment(p_appointment_id uuid, p_start timestamptz, p_staff_id uuid default null, p_override boolean default false) returns jsonb
language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
  select private.move_appointment(p_appointment_id, p_start, p_staff_id, p_override);
end;
comment on function public.move_appointment(uuid, timestamptz, uuid, boolean) is
  'Moves a standing appointment to another start, with the same person unless another is named; it keeps its code, price and notes, and its confirmation and reminder are due anew. For members. p_override as with book_appointment. Refuses as book_appointment does, and appointment_not_found, appointment_not_open, appointment_changed (somebody moved it at the same moment: read it again).';
grant execute on function public.move_appointment(uuid, timestamptz, uuid, boolean) to authenticated;

create function private.cancel_appointment(p_appointment_id uuid, p_reason text) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_appointment public.appointments := private.appointment_of_caller(p_appointment_id, 'member');
begin
  return private.answer_or_refuse(private.set_appointment_status(
    v_appointment.company_id, p_appointment_id, 'cancelled', 'company', p_reason, null)) -> 'appointment';
end $$;
comment on function private.cancel_appointment(uuid, text) is 'Cancels for a member. Refuses as public.cancel_appointment says.';
grant execute on function private.cancel_appointment(uuid, text) to authenticated;

create function public.cancel_appointment(p_appointment_id uuid, p_reason text default null) returns jsonb
language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
  select private.cancel_appointment(p_appointment_id, p_reason);
end;
comment on function public.cancel_appointment(uuid, text) is
  'Calls a standing appointment off; its time is free again at once. Final. For members. Refuses appointment_not_found, appointment_not_open, role_too_low.';
grant execute on function public.cancel_appointment(uuid, text) to authenticated;

create function private.confirm_appointment(p_appointment_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_appointment public.appointments := private.appointment_of_caller(p_appointment_id, 'member');
begin
  return private.answer_or_refuse(private.set_appointment_status(
    v_appointment.company_id, p_appointment_id, 'confirmed', null, null, null)) -> 'appointment';
end $$;
comment on function private.confirm_appointment(uuid) is 'Confirms for a member. Refuses as public.confirm_appointment says.';
grant execute on function private.confirm_appointment(uuid) to authenticated;

create function public.confirm_appointment(p_appointment_id uuid) returns jsonb
language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
  select private.confirm_appointment(p_appointment_id);
end;
comment on function public.confirm_appointment(uuid) is
  'Confirms a pending or scheduled appointment. For members. Refuses appointment_not_found, appointment_not_open, role_too_low.';
grant execute on function public.confirm_appointment(uuid) to authenticated;

create function private.complete_appointment(p_appointment_id uuid, p_actual_revenue numeric) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_appointment public.appointments := private.appointment_of_caller(p_appointment_id, 'member');
begin
  if p_actual_revenue < 0 or p_actual_revenue >= 100000000 then
    raise exception using errcode = 'PT422', message = 'revenue_not_sensible', hint = 'Nothing or more, below a hundred million.';
  end if;
  return private.answer_or_refuse(private.set_appointment_status(
    v_appointment.company_id, p_appointment_id, 'completed', null, null, p_actual_revenue)) -> 'appointment';
end $$;
comment on function private.complete_appointment(uuid, numeric) is 'Completes for a member. Refuses as public.complete_appointment says.';
grant execute on function private.complete_appointment(uuid, numeric) to authenticated;

create function public.complete_appointment(p_appointment_id uuid, p_actual_revenue numeric default null) returns jsonb
language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
  select private.complete_appointment(p_appointment_id, p_actual_revenue);
end;
comment on function public.complete_appointment(uuid, numeric) is
  'Says that the customer came, and what was taken (in the appointment''s currency; without a figure what was expected). Corrects a no_show, and with a figure the sum of a completed one. For members. Refuses appointment_not_found, appointment_not_open, appointment_not_started, revenue_not_sensible, role_too_low.';
grant execute on function public.complete_appointment(uuid, numeric) to authenticated;

create function private.mark_no_show(p_appointment_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_appointment public.appointments := private.appointment_of_caller(p_appointment_id, 'member');
begin
  return private.answer_or_refuse(private.set_appointment_status(
    v_appointment.company_id, p_appointment_id, 'no_show', null, null, null)) -> 'appointment';
end $$;
comment on function private.mark_no_show(uuid) is 'Marks for a member. Refuses as public.mark_no_show says.';
grant execute on function private.mark_no_show(uuid) to authenticated;

create function public.mark_no_show(p_appointment_id uuid) returns jsonb
language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
  select private.mark_no_show(p_appointment_id);
end;
comment on function public.mark_no_show(uuid) is
  'Says that the customer did not come; nothing was taken. Corrects a completed one. For members. Refuses appointment_not_found, appointment_not_open, appointment_not_started, role_too_low.';
grant execute on function public.mark_no_show(uuid) to authenticated;
