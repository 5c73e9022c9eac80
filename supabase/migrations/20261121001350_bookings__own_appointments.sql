-- bookings · own appointments: who calls is decided here, and nobody else's appointments are there for them
--
-- Whatever a caller claims and whatever a model was talked into, these functions hear of one call, and go by the number that
-- the provider signed for it, or by the proof that the company asks for. Another's appointment and one that does not exist
-- are refused with the same word. A model cannot ask for more than its caller may.

create function private.live_call(p_call_id uuid) returns public.calls
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  v_call public.calls;
begin
  -- Locked: two tools of one call that come at once take turns, and the second sees what the first did.
  select * into v_call from public.calls where id = p_call_id for update;
  if not found or v_call.status >= 'completed' then
    raise exception using errcode = 'PT409', message = 'call_not_live', hint = 'Only who is on the line hears of appointments or changes them.';
  end if;
  return v_call;
end $$;
comment on function private.live_call(uuid) is 'Locks a call that is not over. Refuses call_not_live.';

-- A call that is forwarded often shows the number that forwards it: ours. Whoever comes that way would be the same customer.
create function private.proving_number(p_call public.calls) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  v_number text := private.number_of_caller(p_call);
begin
  if exists (select from public.companies k where k.id = p_call.company_id and k.phone = v_number)
     or exists (select from public.branches b where b.company_id = p_call.company_id and b.phone = v_number)
     or exists (select from public.phone_numbers n where n.company_id = p_call.company_id and v_number in (n.number, n.forwarding_number)) then
    return null;
  end if;
  return v_number;
end $$;
comment on function private.proving_number(public.calls) is
  'The number at the other end of a call, if it says who calls; null if it is withheld or one of the company''s own.';

-- By the number alone, or by what was proven in this call. Whoever books in a call owns what they booked, known or not; that
-- is asked for beside this.
create function private.proven_customers(p_call public.calls) returns uuid[]
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  if (select c.caller_proof from public.companies c where c.id = p_call.company_id) = 'number' then
    return array(select c.id from public.customers c
                 where c.company_id = p_call.company_id and c.phone_normalized = (select private.proving_number(p_call)));
  end if;
  return array(select c.id from public.tool_calls t
               join public.customers c on c.company_id = t.company_id and c.id = (t.result ->> 'customer_id')::uuid
               where t.company_id = p_call.company_id and t.call_id = p_call.id and t.intent = 'prove');
end $$;
comment on function private.proven_customers(public.calls) is
  'The customers that the caller has shown to be: by number, or by the proofs of this call, as the company asks. Usually one or none.';

-- For counting what was guessed at from outside.
create index tool_calls_proofs on public.tool_calls (company_id, created_at) where intent = 'prove';

-- Three tries a call, each kept as a digest, so that the same words said twice are one. From a number that is not the
-- customer's, codes are taken only while fewer than thirty wrong ones came in an hour: six digits are few. Of dates there are
-- fewer still: nine wrong ones a day for each number.
create function private.prove_caller(p_call public.calls, p_proof text) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  v_how public.caller_proof := (select c.caller_proof from public.companies c where c.id = p_call.company_id);
  v_number text := private.proving_number(p_call);
  v_arguments jsonb;
  v_customer_id uuid;
begin
  -- What cannot be a proof was misheard, and is no try.
  if v_how = 'code' then
    p_proof := regexp_replace(p_proof, '[^0-9]', '', 'g');
  end if;
  if v_how = 'number' or p_proof !~ (case v_how when 'code' then '^[0-9]{6}$' else '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' end) then
    return;
  end if;
  v_arguments := jsonb_build_object('proof', encode(sha256(convert_to(p_call.id || ':' || p_proof, 'UTF8')), 'hex'));
  if (private.done_before(p_call, 'prove', v_arguments)).id is not null
     or (select count(*) from public.tool_calls t where t.company_id = p_call.company_id and t.call_id = p_call.id and t.intent = 'prove') >= 3 then
    return;
  end if;
  if v_how = 'birth_date' then
    -- As text: what is no date is nobody's birthday.
    select c.id into v_customer_id from public.customers c
    where c.company_id = p_call.company_id and c.phone_normalized = v_number and to_char(c.date_of_birth, 'YYYY-MM-DD') = p_proof
      and 9 > (select count(*) from public.tool_calls t
               join public.calls k on k.company_id = t.company_id and k.id = t.call_id and v_number in (k.caller_number, k.callee_number)
               where t.company_id = p_call.company_id and t.intent = 'prove' and t.created_at > now() - interval '1 day'
                 and not t.result ? 'customer_id');
  else
    select c.id into v_customer_id from public.appointments a
    join public.customers c on c.company_id = a.company_id and c.id = a.customer_id
    where a.company_id = p_call.company_id and a.appointment_code = p_proof
      and a.status in ('pending', 'scheduled', 'confirmed') and a.end_time > now()
      and (c.phone_normalized is not distinct from v_number and v_number is not null
           or 30 > (select count(*) from public.tool_calls t
                    where t.company_id = p_call.company_id and t.intent = 'prove' and t.created_at > now() - interval '1 hour'
                      and not t.result ? 'customer_id'));
  end if;
  perform private.note_done(p_call, 'prove', v_arguments, jsonb_strip_nulls(jsonb_build_object('how', v_how, 'customer_id', v_customer_id)));
  update public.calls c set customer_id = v_customer_id
  where c.id = p_call.id and c.customer_id is null and v_customer_id is not null;
end $$;
comment on function private.prove_caller(public.calls, text) is
  'Takes a proof, right or wrong, at most three in a call. Says nothing: what came of it is in proven_customers.';

create function private.appointment_words(p_appointment public.appointments) returns jsonb
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  return (
    select jsonb_build_object('id', p_appointment.id, 'code', p_appointment.appointment_code, 'service_id', p_appointment.service_id,
      'service_name', coalesce(v.name, p_appointment.title, ''), 'staff_id', p_appointment.staff_id, 'staff_name', s.display_name,
      'start', p_appointment.start_time, 'end', p_appointment.end_time)
    from public.staff s
    left join public.services v on v.company_id = p_appointment.company_id and v.id = p_appointment.service_id
    where s.company_id = p_appointment.company_id and s.id = p_appointment.staff_id);
end $$;
comment on function private.appointment_words(public.appointments) is 'An appointment with the names that say it aloud, as JSON; null for one that is with nobody.';

create function backend.my_appointments(p_call_id uuid, p_proof text) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_call public.calls := private.live_call(p_call_id);
  v_customers uuid[];
  v_found jsonb;
begin
  if p_proof is not null then
    perform private.prove_caller(v_call, p_proof);
  end if;
  v_customers := private.proven_customers(v_call);
  select coalesce(jsonb_agg(private.appointment_words(n) order by n.start_time, n.id), '[]') into v_found
  from (
    select a.* from public.appointments a
    where a.company_id = v_call.company_id and a.status in ('pending', 'scheduled', 'confirmed') and a.start_time > now()
      and (a.customer_id = any (v_customers) or a.call_id = v_call.id)
    order by a.start_time, a.id limit 10
  ) n;
  return case
    when cardinality(v_customers) > 0 or v_found <> '[]' then jsonb_build_object('appointments', v_found)
    else jsonb_build_object('unproven', (select c.caller_proof from public.companies c where c.id = v_call.company_id)) end;
end $$;
comment on function backend.my_appointments(uuid, text) is
  'The upcoming appointments of who is proven to call, and those made in this call, earliest first, at most ten: {appointments}; {unproven: number, code or birth_date} where there is neither. Takes at most three proofs a call. Refuses call_not_live.';
grant execute on function backend.my_appointments(uuid, text) to fn_voice;

create function backend.last_visit(p_call_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_call public.calls := private.live_call(p_call_id);
  v_customers uuid[] := private.proven_customers(v_call);
begin
  return (
    select private.appointment_words(n) from (
      select a.* from public.appointments a
      where a.company_id = v_call.company_id and a.customer_id = any (v_customers) and a.staff_id is not null
        and a.status in ('pending', 'scheduled', 'confirmed', 'completed') and a.start_time <= now()
      order by a.start_time desc limit 1) n);
end $$;
comment on function backend.last_visit(uuid) is
  'The latest appointment that has begun of who is proven to call, unless it was called off or missed; null if there is none or it is not certain who calls. Refuses call_not_live.';
grant execute on function backend.last_visit(uuid) to fn_voice;
