-- bookings · slots: one function says what is free, and booking takes exactly that

-- Every start at which the service can be booked, by person. Days and hours are local wall time of the branch; a start
-- that the night of a time change leaves out is not offered. A lapsed hold does not block; neither does one of p_for_call,
-- nor the appointment p_moving that is to be moved.
create function private.free_slots(
  p_company_id uuid, p_branch_id uuid, p_service_id uuid, p_staff_id uuid, p_from timestamptz, p_until timestamptz,
  p_now timestamptz, p_for_call uuid default null, p_moving uuid default null
) returns table (staff_id uuid, start_time timestamptz, end_time timestamptz)
language plpgsql stable set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  return query
  with frame as (
    select v.id as service_id, v.branch_id as service_branch_id, v.duration_minutes, v.buffer_before_minutes, v.buffer_after_minutes,
      coalesce(b.timezone, c.timezone)::text as zone, c.slot_step_minutes as step,
      greatest(p_from, p_now + make_interval(hours => v.min_advance_hours)) as earliest,
      least(p_until, ((p_now at time zone coalesce(b.timezone, c.timezone)::text)::date + v.max_advance_days + 1)::timestamp
        at time zone coalesce(b.timezone, c.timezone)::text) as latest
    from public.services v
    join public.companies c on c.id = v.company_id
    join public.branches b on b.company_id = v.company_id and b.id = p_branch_id and b.is_active
    where v.company_id = p_company_id and v.id = p_service_id and v.is_active
      and (v.branch_id is null or v.branch_id = p_branch_id)
  ),
  people as (
    select s.id,
      exists (select from public.working_hours h where h.company_id = p_company_id and h.staff_id = s.id) as has_own_hours
    from public.staff s
    join public.staff_services x on x.company_id = s.company_id and x.staff_id = s.id and x.service_id = p_service_id
    where s.company_id = p_company_id and s.is_active and s.is_available
      and (s.branch_id is null or s.branch_id = p_branch_id)
      and (p_staff_id is null or s.id = p_staff_id)
  ),
  days as (
    select f.*, d::date as day
    from frame f,
      generate_series((f.earliest at time zone f.zone)::date::timestamp, (f.latest at time zone f.zone)::date::timestamp, interval '1 day') d
    where f.earliest < f.latest
  ),
  candidates as (
    select p.id as staff_id, d.buffer_before_minutes, d.buffer_after_minutes, d.earliest, d.latest, g.local_start,
      g.local_start at time zone d.zone as start_time,
      (g.local_start at time zone d.zone) + make_interval(mins => d.duration_minutes) as end_time,
      case when h.closes = time '24:00' then (d.day + 1)::timestamp else d.day + h.closes end at time zone d.zone as closes_at,
      d.zone
    from days d
    cross join people p
    join public.working_hours h on h.company_id = p_company_id and h.weekday = extract(isodow from d.day)
      and case when p.has_own_hours then h.staff_id = p.id else h.branch_id = p_branch_id end
    cross join lateral (
      -- The grid counts from the full hour, whatever minute the doors open.
      select d.day + make_interval(mins => m) as local_start
      from generate_series(
        (ceil(extract(epoch from h.opens) / 60 / d.step) * d.step)::integer,
        (extract(epoch from h.closes) / 60)::integer - 1,
        d.step::integer) m
    ) g
    where not exists (
      select from public.closures x
      where x.company_id = p_company_id and d.day between x.starts_on and x.ends_on
        and (x.staff_id = p.id or x.branch_id = p_branch_id or (x.staff_id is null and x.branch_id is null)))
  )
  select c.staff_id, c.start_time, c.end_time
  from candidates c
  where c.start_time >= c.earliest and c.start_time < c.latest
    and c.end_time <= c.closes_at
    and c.start_time at time zone c.zone = c.local_start
    and not exists (
      select from public.appointments a
      where a.company_id = p_company_id and a.staff_id = c.staff_id
        and a.status in ('held', 'pending', 'scheduled', 'confirmed')
        and a.blocked && private.blocked_range(c.start_time, c.end_time, c.buffer_before_minutes, c.buffer_after_minutes)
        and a.id is distinct from p_moving
        and not (a.status = 'held' and (a.held_until <= p_now or a.call_id = p_for_call)))
    and not exists (
      select from public.calendar_blocks k
      where k.company_id = p_company_id and k.staff_id = c.staff_id
        and k.blocked && private.blocked_range(c.start_time, c.end_time, c.buffer_before_minutes, c.buffer_after_minutes))
  order by c.start_time, c.staff_id;
end $$;
comment on function private.free_slots(uuid, uuid, uuid, uuid, timestamptz, timestamptz, timestamptz, uuid, uuid) is
  'Free starts of a service in [from, until), by person: opening hours, closures, calendar blocks, buffers, notice, advance and time zone considered. Booking accepts exactly these.';

-- Why a start cannot be had, as one word. What is booked, held, or blocked by a calendar is all the same to who asks: taken.
-- A person's private absence is nobody's business.
create function private.why_not_free(
  p_company_id uuid, p_branch_id uuid, p_service_id uuid, p_staff_id uuid, p_start timestamptz, p_now timestamptz
) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return (select case
    when v.id is null or not v.is_active then 'service_not_found'
    when not exists (
      select from public.staff_services x join public.staff s on s.company_id = x.company_id and s.id = x.staff_id
      where x.company_id = p_company_id and x.service_id = p_service_id and (p_staff_id is null or x.staff_id = p_staff_id)
        and s.is_active and s.is_available and (s.branch_id is null or s.branch_id = p_branch_id)
        and (v.branch_id is null or v.branch_id = p_branch_id))
      then 'not_offered'
    when p_start < p_now + make_interval(hours => v.min_advance_hours) then 'too_soon'
    when (p_start at time zone z.zone)::date > (p_now at time zone z.zone)::date + v.max_advance_days then 'too_far_ahead'
    when not exists (
      select from public.working_hours h
      where h.company_id = p_company_id and h.weekday = extract(isodow from p_start at time zone z.zone)
        and case when exists (select from public.working_hours o where o.company_id = p_company_id and o.staff_id = p_staff_id)
              then h.staff_id = p_staff_id
              else h.branch_id = p_branch_id or (p_staff_id is null and h.staff_id is not null) end
        and (p_start at time zone z.zone)::time >= h.opens
        and (p_start at time zone z.zone) + make_interval(mins => v.duration_minutes) <= (p_start at time zone z.zone)::date + h.closes)
      or exists (
        select from public.closures x
        where x.company_id = p_company_id and (p_start at time zone z.zone)::date between x.starts_on and x.ends_on
          and (x.staff_id = p_staff_id or x.branch_id = p_branch_id or (x.staff_id is null and x.branch_id is null)))
      then 'outside_hours'
    else 'slot_taken'
  end
  from (select coalesce(b.timezone, c.timezone)::text as zone
        from public.companies c join public.branches b on b.company_id = c.id and b.id = p_branch_id
        where c.id = p_company_id) z
  left join public.services v on v.company_id = p_company_id and v.id = p_service_id);
end $$;
comment on function private.why_not_free(uuid, uuid, uuid, uuid, timestamptz, timestamptz) is
  'service_not_found, not_offered, too_soon, too_far_ahead, outside_hours or slot_taken.';

create function private.nearest_slots(
  p_company_id uuid, p_branch_id uuid, p_service_id uuid, p_staff_id uuid, p_start timestamptz, p_now timestamptz, p_for_call uuid,
  p_moving uuid default null
) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  v_around timestamptz := greatest(p_start, p_now);
  v_reach interval;
  v_nearest jsonb;
begin
  -- Three that are free within a reach either way are the nearest of all; most often the first holds them, and the next is dearer.
  foreach v_reach in array array['3 hours', '1 day', '8 days']::interval[] loop
    select coalesce(jsonb_agg(jsonb_build_object('staff_id', n.staff_id, 'start', n.start_time, 'end', n.end_time) order by n.start_time), '[]')
    into v_nearest
    from (
      select distinct on (greatest(f.start_time - p_start, p_start - f.start_time), f.start_time) f.*
      from private.free_slots(p_company_id, p_branch_id, p_service_id, p_staff_id, v_around - least(v_reach, interval '1 day'),
        v_around + v_reach, p_now, p_for_call, p_moving) f
      order by greatest(f.start_time - p_start, p_start - f.start_time), f.start_time, f.staff_id
      limit 3
    ) n;
    exit when jsonb_array_length(v_nearest) = 3;
  end loop;
  return v_nearest;
end $$;
comment on function private.nearest_slots(uuid, uuid, uuid, uuid, timestamptz, timestamptz, uuid, uuid) is 'The three free starts nearest to a wanted one, as JSON, earliest first.';

create function private.refused_slot(
  p_company_id uuid, p_branch_id uuid, p_service_id uuid, p_staff_id uuid, p_start timestamptz, p_now timestamptz, p_for_call uuid,
  p_moving uuid default null
) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return jsonb_build_object(
    'refused', private.why_not_free(p_company_id, p_branch_id, p_service_id, p_staff_id, p_start, p_now),
    'nearest', private.nearest_slots(p_company_id, p_branch_id, p_service_id, p_staff_id, p_start, p_now, p_for_call, p_moving));
end $$;
comment on function private.refused_slot(uuid, uuid, uuid, uuid, timestamptz, timestamptz, uuid, uuid) is
  'The answer to a wish for a start that is not free: why, in one word, and the nearest that are.';

create function private.new_appointment_code(p_company_id uuid) returns text
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  v_code text;
begin
  loop
    v_code := lpad(floor(random() * 1000000)::integer::text, 6, '0');
    exit when not exists (select from public.appointments a where a.company_id = p_company_id and a.appointment_code = v_code);
  end loop;
  return v_code;
end $$;
comment on function private.new_appointment_code(uuid) is 'Six digits that no appointment of the company has yet.';

-- The customer of a call. One who withheld the number gets a row of their own as soon as there is something to keep.
create function private.customer_of_call(p_call_id uuid) returns uuid
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  v_call public.calls;
begin
  select * into v_call from public.calls where id = p_call_id for update;
  if v_call.customer_id is null then
    insert into public.customers (company_id, home_branch_id, preferred_language, acquisition_source, call_count)
    values (v_call.company_id, v_call.branch_id, v_call.language, 'phone', 1)
    returning id into v_call.customer_id;
    update public.calls set customer_id = v_call.customer_id where id = p_call_id;
  end if;
  return v_call.customer_id;
end $$;
comment on function private.customer_of_call(uuid) is 'The id of the customer who calls, made if there is none yet.';

-- What came of this wish before, in this turn or an earlier one. A wish is known by its words and not by its turn: providers
-- and models repeat themselves across turns.
create function private.done_before(p_call public.calls, p_intent text, p_arguments jsonb) returns public.tool_calls
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  v_done public.tool_calls;
begin
  select * into v_done from public.tool_calls t
  where t.company_id = p_call.company_id and t.call_id = p_call.id and t.intent = p_intent and t.arguments = p_arguments
  order by t.effect desc limit 1;
  return v_done;
end $$;
comment on function private.done_before(public.calls, text, jsonb) is 'The latest effect that the same wish had in this call; null if it had none.';

-- Who writes an effect has locked the call: two of the same cannot count at once, and the constraint would say so.
create function private.note_done(p_call public.calls, p_intent text, p_arguments jsonb, p_result jsonb) returns jsonb
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  insert into public.tool_calls (company_id, call_id, intent, arguments, effect, result)
  values (p_call.company_id, p_call.id, p_intent, p_arguments,
    coalesce((private.done_before(p_call, p_intent, p_arguments)).effect, 0) + 1, p_result);
  return p_result;
end $$;
comment on function private.note_done(public.calls, text, jsonb, jsonb) is 'Keeps what a wish did and returns it.';

-- Whether the appointment of an earlier result is still where that result put it.
create function private.still_stands(p_company_id uuid, p_result jsonb) returns boolean
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  return exists (
    select from public.appointments a
    where a.company_id = p_company_id and a.id = (p_result ->> 'appointment_id')::uuid
      and a.status in ('pending', 'scheduled', 'confirmed')
      and a.staff_id = (p_result ->> 'staff_id')::uuid and a.start_time = (p_result ->> 'start')::timestamptz);
end $$;
comment on function private.still_stands(uuid, jsonb) is 'True if what was booked or moved by this result stands, at that time and with that person.';

-- What a call booked by this wish, if it did and if that stands. Booked, called off, and wished again is a new wish only once
-- it has been read back anew, and then there is a hold: a repeat that comes late has none, and must not bring back what is gone.
create function private.booked_before(p_call public.calls, p_arguments jsonb, p_start timestamptz) returns jsonb
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  v_done public.tool_calls := private.done_before(p_call, 'book', p_arguments);
begin
  if v_done.id is null or private.still_stands(p_call.company_id, v_done.result) then
    return v_done.result;
  elsif exists (select from public.appointments a
                where a.company_id = p_call.company_id and a.call_id = p_call.id and a.status = 'held' and a.start_time = p_start) then
    return null;
  end if;
  return '{"refused": "slot_taken"}';
end $$;
comment on function private.booked_before(public.calls, jsonb, timestamptz) is
  'The result of an earlier booking with these arguments in this call that still stands; slot_taken where it was undone and the slot is not held anew; else null.';

create function private.wanted_appointment(
  p_service public.services, p_branch_id uuid, p_status public.appointment_status, p_source public.appointment_source
) returns public.appointments
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  v_wanted public.appointments;
begin
  v_wanted.company_id := p_service.company_id;
  v_wanted.branch_id := p_branch_id;
  v_wanted.service_id := p_service.id;
  v_wanted.title := p_service.name;
  v_wanted.buffer_before_minutes := p_service.buffer_before_minutes;
  v_wanted.buffer_after_minutes := p_service.buffer_after_minutes;
  v_wanted.status := p_status;
  v_wanted.source := p_source;
  v_wanted.expected_revenue := p_service.price;
  v_wanted.currency := p_service.currency;
  return v_wanted;
end $$;
comment on function private.wanted_appointment(public.services, uuid, public.appointment_status, public.appointment_source) is
  'What an appointment for this service has from it; when, with whom and for whom are filled in by who books.';

-- The heart of every booking, by telephone or by hand: writes one person's appointment if nothing stands in its way.
-- Only who comes here waits, for the insert of one person's row: where bare exclusion deadlocks for seconds, rivals queue for milliseconds.
create function private.occupy(p_wanted public.appointments, p_over_blocks boolean) returns public.appointments
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  v_taken public.appointments;
begin
  begin
    perform from public.staff s where s.company_id = p_wanted.company_id and s.id = p_wanted.staff_id for no key update;
    -- Who was faster has most often been kept by now: seen before anything is written, so that the queue moves on.
    if exists (
      select from public.appointments a
      where a.company_id = p_wanted.company_id and a.staff_id = p_wanted.staff_id and a.status in ('held', 'pending', 'scheduled', 'confirmed')
        and a.blocked && private.blocked_range(
          p_wanted.start_time, p_wanted.end_time, p_wanted.buffer_before_minutes, p_wanted.buffer_after_minutes)
        and not (a.status = 'held' and (a.held_until <= now() or a.call_id is not distinct from p_wanted.call_id))) then
      raise exception using errcode = 'FD001', message = 'slot_taken';
    end if;
    -- A block may have come since the start was offered. It is in no constraint, so it is asked for under the lock.
    if not p_over_blocks and private.is_blocked_out(p_wanted.company_id, p_wanted.staff_id, private.blocked_range(
         p_wanted.start_time, p_wanted.end_time, p_wanted.buffer_before_minutes, p_wanted.buffer_after_minutes)) then
      raise exception using errcode = 'FD001', message = 'slot_taken';
    end if;
    -- What this call held, and what has lapsed: the constraint cannot read the clock. The lock keeps two from removing
    -- one another's and from waiting in a ring.
    delete from public.appointments a
    where a.company_id = p_wanted.company_id and a.status = 'held'
      and (a.call_id = p_wanted.call_id or (a.staff_id = p_wanted.staff_id and a.held_until <= now()));
    insert into public.appointments (
      company_id, branch_id, customer_id, staff_id, service_id, call_id, booking, appointment_code, title, start_time, end_time,
      buffer_before_minutes, buffer_after_minutes, status, held_until, source, expected_revenue, currency, customer_notes, internal_notes)
    values (
      p_wanted.company_id, p_wanted.branch_id, p_wanted.customer_id, p_wanted.staff_id, p_wanted.service_id, p_wanted.call_id, p_wanted.booking,
      private.new_appointment_code(p_wanted.company_id), p_wanted.title, p_wanted.start_time, p_wanted.end_time,
      p_wanted.buffer_before_minutes, p_wanted.buffer_after_minutes, p_wanted.status,
      case when p_wanted.status = 'held' then now() + interval '3 minutes' end, p_wanted.source, p_wanted.expected_revenue, p_wanted.currency,
      p_wanted.customer_notes, p_wanted.internal_notes)
    on conflict on constraint appointments_no_overlap do nothing
    returning * into v_taken;
    if v_taken.id is null then
      raise exception using errcode = 'FD001', message = 'slot_taken';
    end if;
  exception when sqlstate 'FD001' then
    -- Undone, so that the lock is free at once: who lost looks for other starts while the next in the queue is served.
    return null;
  end;
  return v_taken;
end $$;
comment on function private.occupy(public.appointments, boolean) is
  'Writes the wanted appointment under the lock on its person, lapsed holds and the call''s own removed; null, with nothing changed and the lock given back, if somebody was faster.';

-- Holds or books one start for the caller of a live call; the answer is JSON, a refusal is an answer too.
-- Rivals ask without a lock and lose without one; only who would insert waits.
create function private.take_slot(p_call_id uuid, p_service_id uuid, p_staff_id uuid, p_start timestamptz, p_status public.appointment_status) returns jsonb
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  v_now timestamptz := now();
  v_call public.calls;
  v_service public.services;
  v_customer_id uuid;
  v_slot record;
  v_wanted public.appointments;
  v_taken public.appointments;
  v_arguments jsonb := jsonb_build_object('service', p_service_id, 'staff', p_staff_id, 'start', extract(epoch from p_start));
  v_answer jsonb;
begin
  select * into v_call from public.calls where id = p_call_id;
  if not found or v_call.status >= 'completed' then
    raise exception using errcode = 'PT409', message = 'call_not_live', hint = 'Book through the booking functions instead.';
  end if;
  if p_status <> 'held' then
    v_answer := private.booked_before(v_call, v_arguments, p_start);
  end if;
  select * into v_service from public.services where company_id = v_call.company_id and id = p_service_id;
  v_wanted := private.wanted_appointment(v_service, v_call.branch_id, p_status, 'phone');
  v_wanted.call_id := p_call_id;

  if v_answer is null then
    -- Each person who is free in turn: with two people and two rivals both are served.
    for v_slot in
      select f.* from private.free_slots(
        v_call.company_id, v_call.branch_id, p_service_id, p_staff_id, p_start, p_start + interval '1 microsecond', v_now, p_call_id) f
      -- Whom the caller was told of comes first.
      order by not exists (select from public.appointments a
                           where a.company_id = v_call.company_id and a.call_id = p_call_id and a.status = 'held'
                             and a.staff_id = f.staff_id and a.start_time = p_start), f.staff_id
    loop
      -- Locks the call: the same wish sent twice at once waits here, and finds the first one's result.
      v_customer_id := private.customer_of_call(p_call_id);
      if p_status <> 'held' then
        v_answer := private.booked_before(v_call, v_arguments, p_start);
        exit when v_answer is not null;
      end if;
      v_wanted.customer_id := v_customer_id;
      v_wanted.staff_id := v_slot.staff_id;
      v_wanted.start_time := v_slot.start_time;
      v_wanted.end_time := v_slot.end_time;
      v_taken := private.occupy(v_wanted, false);
      exit when v_taken.id is not null;
    end loop;
  end if;

  if v_taken.id is null then
    -- The rival may have been this very call: what was free to it a moment ago is booked, by the same wish.
    if p_status <> 'held' then
      v_answer := private.booked_before(v_call, v_arguments, p_start);
    end if;
    if not v_answer ? 'refused' then
      return v_answer;
    end if;
    return private.refused_slot(v_call.company_id, v_call.branch_id, p_service_id, p_staff_id, p_start, v_now, p_call_id)
      || coalesce(v_answer, '{}');
  end if;

  v_answer := jsonb_build_object('appointment_id', v_taken.id, 'code', v_taken.appointment_code, 'staff_id', v_taken.staff_id,
    'start', v_taken.start_time, 'end', v_taken.end_time);
  if p_status <> 'held' then
    perform private.note_done(v_call, 'book', v_arguments, v_answer);
    update public.calls set appointment_id = v_taken.id, appointment_created = true where id = p_call_id;
  end if;
  return v_answer;
end $$;
comment on function private.take_slot(uuid, uuid, uuid, timestamptz, public.appointment_status) is
  'Holds or books a start for a live call, or says why not and what is nearest. Once per call, service, person and start. Refuses call_not_live.';

create function backend.find_slots(p_call_id uuid, p_service_id uuid, p_staff_id uuid, p_from timestamptz, p_until timestamptz, p_limit integer) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return (select coalesce(jsonb_agg(jsonb_build_object('staff_id', n.staff_id, 'start', n.start_time, 'end', n.end_time) order by n.start_time, n.staff_id), '[]')
  from (
    select f.*
    from public.calls c,
      private.free_slots(c.company_id, c.branch_id, p_service_id, p_staff_id, p_from, least(p_until, p_from + interval '100 days'), now(), c.id) f
    where c.id = p_call_id
    order by f.start_time, f.staff_id
    limit least(p_limit, 500)
  ) n);
end $$;
comment on function backend.find_slots(uuid, uuid, uuid, timestamptz, timestamptz, integer) is 'Free starts for the caller of this call, earliest first, as JSON.';
grant execute on function backend.find_slots(uuid, uuid, uuid, timestamptz, timestamptz, integer) to fn_voice;

create function backend.hold_slot(p_call_id uuid, p_service_id uuid, p_staff_id uuid, p_start timestamptz) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  return private.take_slot(p_call_id, p_service_id, p_staff_id, p_start, 'held');
end $$;
comment on function backend.hold_slot(uuid, uuid, uuid, timestamptz) is
  'Keeps a start for the caller for three minutes, in place of what they held before; or why not, with the nearest. Refuses call_not_live.';
grant execute on function backend.hold_slot(uuid, uuid, uuid, timestamptz) to fn_voice;

create function backend.book_appointment(p_call_id uuid, p_service_id uuid, p_staff_id uuid, p_start timestamptz) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  return private.take_slot(p_call_id, p_service_id, p_staff_id, p_start, 'confirmed');
end $$;
comment on function backend.book_appointment(uuid, uuid, uuid, timestamptz) is
  'Makes the appointment of a live call, in place of the caller''s hold; or why not, with the nearest. Refuses call_not_live.';
grant execute on function backend.book_appointment(uuid, uuid, uuid, timestamptz) to fn_voice;

-- Words as they are compared: what is said twice is seldom spaced alike.
create function private.same_words(p_text text) returns text
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select lower(regexp_replace(btrim(p_text), '\s+', ' ', 'g'))
$$;
comment on function private.same_words(text) is 'A text in small letters with single spaces, for comparing one wish with another.';

create function private.number_of_caller(p_call public.calls) returns text
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select case when p_call.direction = 'inbound' then p_call.caller_number else p_call.callee_number end
$$;
comment on function private.number_of_caller(public.calls) is
  'The number at the other end of a call, as the provider signed it, whoever rang whom; null if withheld. Nothing that was said counts here.';

create function backend.take_message(p_call_id uuid, p_text text, p_callback_number text, p_recording_url text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_call public.calls;
  v_customer_id uuid;
  v_arguments jsonb := jsonb_build_object('text', private.same_words(p_text), 'number', p_callback_number, 'recording', p_recording_url);
begin
  select * into v_call from public.calls where id = p_call_id;
  if not found then
    raise exception using errcode = 'PT404', message = 'call_not_found';
  end if;
  v_customer_id := private.customer_of_call(p_call_id);
  if (private.done_before(v_call, 'message', v_arguments)).id is not null then
    return;
  end if;
  perform private.note_done(v_call, 'message', v_arguments, '{"taken": true}');
  insert into public.customer_interactions (company_id, customer_id, call_id, type, channel, content, callback_number, recording_url)
  values (v_call.company_id, v_customer_id, p_call_id, 'message', 'phone', nullif(btrim(p_text), ''),
    coalesce(p_callback_number, private.number_of_caller(v_call)), p_recording_url);
  -- Some providers have a recording ready only when the caller has long hung up.
  perform private.conclude_call(p_call_id) where v_call.settled_at is not null;
end $$;
comment on function backend.take_message(uuid, text, text, text) is 'Leaves a message for the owner on the customer''s timeline, once. Refuses call_not_found.';
grant execute on function backend.take_message(uuid, text, text, text) to fn_voice;

-- A caller's word does not overwrite what the business wrote, nor what was known before; what was said in this call can be
-- corrected in it. Each name is taken once: the first one, repeated late, does not undo its correction.
create function backend.name_caller(p_call_id uuid, p_name text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_name text := left(btrim(regexp_replace(p_name, '\s+', ' ', 'g')), 120);
  v_arguments jsonb := jsonb_build_object('name', private.same_words(v_name));
  v_call public.calls;
  v_customer_id uuid;
begin
  if v_name = '' then
    return;
  end if;
  select * into v_call from public.calls where id = p_call_id;
  if not found then
    raise exception using errcode = 'PT404', message = 'call_not_found';
  end if;
  v_customer_id := private.customer_of_call(p_call_id);
  if (private.done_before(v_call, 'name', v_arguments)).id is not null then
    return;
  end if;
  update public.customers c
  set first_name = case when position(' ' in v_name) > 0 then split_part(v_name, ' ', 1) end,
      last_name = case when position(' ' in v_name) > 0 then substr(v_name, position(' ' in v_name) + 1) else v_name end
  where c.company_id = v_call.company_id and c.id = v_customer_id
    and (c.full_name is null
         or c.full_name = (select t.result ->> 'named' from public.tool_calls t
                           where t.company_id = v_call.company_id and t.call_id = p_call_id and t.intent = 'name' and t.result ? 'named'
                           order by t.created_at desc limit 1));
  perform private.note_done(v_call, 'name', v_arguments, case when found then jsonb_build_object('named', v_name) else '{}' end);
end $$;
comment on function backend.name_caller(uuid, text) is
  'Remembers the name of a caller who had none, and corrects one that this call gave; never overwrites another. Refuses call_not_found.';
grant execute on function backend.name_caller(uuid, text) to fn_voice;
