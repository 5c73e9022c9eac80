-- telephony · conclusions: what became of a call, found out by rules once it is over
--
-- A summary that an owner reads on a telephone, and how the caller felt. Both are a function of what is kept of the call:
-- its turns, what was done in it (tool_calls), what was left for the owner. So asked twice, or again because something came
-- late, they come out the same. What a vendor found out stands in their place whenever it is told; what a person graded stays.

-- What is known of how a call went, each kind of thing once and in one reading of its turns.
create function private.course_of(p_call public.calls) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return (
    select jsonb_build_object(
      'turns', count(*),
      -- Of turns that we took ourselves; in words that a vendor told us afterwards nothing was understood.
      'ours', coalesce(bool_or(t.reply ? 'about'), false),
      'spoke', coalesce(bool_or(t.speaker = 'caller' and (t.text <> '' or t.digits is not null or t.recording_url is not null)), false),
      'about', (
        select coalesce(jsonb_agg(distinct w.word), '[]')
        from public.call_turns a
        cross join lateral jsonb_array_elements_text(case when jsonb_typeof(a.reply -> 'about') = 'array' then a.reply -> 'about' end) w (word)
        where a.company_id = p_call.company_id and a.call_id = p_call.id),
      'transferred_to', (array_agg(t.reply ->> 'transfer_to' order by t.turn) filter (where t.reply ->> 'then' = 'transfer'))[1],
      'unclear', max(case when jsonb_typeof(t.reply #> '{state,unclear}') = 'number' then (t.reply #>> '{state,unclear}')::numeric end),
      'last', (array_agg(jsonb_build_object('then', t.reply -> 'then', 'asking', t.reply #> '{state,asking}', 'held', t.reply #> '{state,held}',
          'purpose', t.reply #> '{state,purpose}', 'service', t.reply #> '{state,wish,service_id}') order by t.turn desc)
        filter (where t.speaker = 'assistant'))[1],
      'latency', percentile_cont(0.5) within group (order by (t.stages ->> 'total')::numeric) filter (where t.turn > 0 and t.stages ? 'total'))
    from public.call_turns t where t.company_id = p_call.company_id and t.call_id = p_call.id);
end $$;
comment on function private.course_of(public.calls) is
  'How a call went, from its turns: {turns, ours, spoke, about, transferred_to, unclear, last: {then, asking, held, purpose, service}, latency}.';

create function private.written_appointment(p_company_id uuid, p_service text, p_staff_id uuid, p_words jsonb) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  v_staff text := (select s.display_name from public.staff s where s.company_id = p_company_id and s.id = p_staff_id);
begin
  return case when v_staff is null then p_service else format(p_words ->> 'with', p_service, v_staff) end;
end $$;
comment on function private.written_appointment(uuid, text, uuid, jsonb) is 'A service and who does it: "Herrenhaarschnitt bei Maria Schmidt".';

-- Net of each appointment: booked and moved on is booked there, booked and called off is nothing. As the call left them, by
-- its own results; what becomes of them later is not this call's.
create function private.appointments_done(p_call public.calls, p_zone text, p_words jsonb) returns text[]
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return array(
    select case
      when n.cancelled is not null then format(p_words ->> 'cancelled', concat_ws(', ', w.what, private.written_start(n.was, p_zone, p_words)))
      when n.booked then format(p_words ->> 'booked', concat_ws(', ', w.what, private.written_start(n.start, p_zone, p_words)))
      else format(p_words ->> 'moved', w.what, private.written_start(n.was, p_zone, p_words), private.written_start(n.start, p_zone, p_words)) end
    from (
      select (t.result ->> 'appointment_id')::uuid as id, bool_or(t.intent = 'book') as booked, min(t.created_at) as at,
        min(t.created_at) filter (where t.intent = 'cancel') as cancelled,
        (array_agg(coalesce(t.result ->> 'was', t.result ->> 'start')::timestamptz order by t.created_at) filter (where t.intent <> 'book'))[1] as was,
        (array_agg((t.result ->> 'start')::timestamptz order by t.created_at desc) filter (where t.intent <> 'cancel'))[1] as start,
        (array_agg((t.result ->> 'staff_id')::uuid order by t.created_at desc) filter (where t.intent <> 'cancel'))[1] as staff_id
      from public.tool_calls t
      where t.company_id = p_call.company_id and t.call_id = p_call.id and t.intent in ('book', 'move', 'cancel')
      group by 1) n
    join public.appointments a on a.company_id = p_call.company_id and a.id = n.id
    left join public.services v on v.company_id = a.company_id and v.id = a.service_id
    cross join lateral (select private.written_appointment(
      a.company_id, coalesce(v.name, a.title, ''), coalesce(n.staff_id, a.staff_id), p_words) as what) w
    where not (n.booked and n.cancelled is not null) and (n.booked or n.cancelled is not null or n.was is distinct from n.start)
    order by n.at, n.id);
end $$;
comment on function private.appointments_done(public.calls, text, jsonb) is
  'What a call booked, moved and called off, net, each in words with local times, in the order in which it was done.';

create function private.waits_for(p_call public.calls, p_words jsonb) returns text[]
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return array(
    select format(p_words ->> 'waitlist', concat_ws(', ',
      private.written_appointment(t.company_id, v.name, (t.arguments ->> 'staff')::uuid, p_words),
      case when d.first_day < d.last_day
        then format(p_words ->> 'between', private.named_day(d.first_day, p_words), private.named_day(d.last_day, p_words))
        else private.named_day(d.first_day, p_words) end,
      case when d.begins is not null and d.ends is not null then format(p_words ->> 'between', d.begins, d.ends)
        when d.begins is not null then format(p_words ->> 'from', d.begins)
        when d.ends is not null then format(p_words ->> 'until', d.ends) end))
    from public.tool_calls t
    join public.services v on v.company_id = t.company_id and v.id = (t.arguments ->> 'service')::uuid
    cross join lateral (select (t.arguments #>> '{days,0}')::date as first_day, (t.arguments #>> '{days,-1}')::date as last_day,
      left(t.arguments #>> '{window,0}', 5) as begins, left(t.arguments #>> '{window,1}', 5) as ends) d
    where t.company_id = p_call.company_id and t.call_id = p_call.id and t.intent = 'waitlist'
    order by t.created_at, t.id);
end $$;
comment on function private.waits_for(public.calls, jsonb) is 'What the caller was put on the waiting list for, in words.';

-- What the caller left for the owner: whole words of theirs, as far as they fit.
create function private.left_for_owner(p_call public.calls, p_words jsonb) returns text[]
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return array(
    select x.line
    from (
      select i.created_at, i.id,
        case when i.content <> '' then format(p_words ->> 'message', private.shortened(i.content, 120)) else p_words ->> 'recorded' end as line
      from public.customer_interactions i where i.company_id = p_call.company_id and i.call_id = p_call.id and i.type = 'message'
      union all
      select l.created_at, l.id,
        case when l.notes <> '' then format(p_words ->> 'lead', private.shortened(l.notes, 120)) else p_words ->> 'lead_bare' end
      from public.leads l where l.company_id = p_call.company_id and l.source_call_id = p_call.id) x
    order by x.created_at, x.id);
end $$;
comment on function private.left_for_owner(public.calls, jsonb) is 'Messages and enquiries of a call, each in words, oldest first.';

-- Where to ring back: the number that was asked for last, else the one that rang.
create function private.callback_number(p_call public.calls) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return coalesce(
    (select x.number
     from (select i.created_at, i.callback_number::text as number
           from public.customer_interactions i where i.company_id = p_call.company_id and i.call_id = p_call.id and i.type = 'message'
           union all
           select l.created_at, l.phone from public.leads l where l.company_id = p_call.company_id and l.source_call_id = p_call.id) x
     where x.number is not null order by x.created_at desc, x.number limit 1),
    private.number_of_caller(p_call));
end $$;
comment on function private.callback_number(public.calls) is 'The number under which a caller can be reached; null if there is none.';

-- Who rang. Known is who was a customer before this call.
create function private.who_rang(p_call public.calls, p_words jsonb) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  v_customer public.customers;
  v_who text;
begin
  select * into v_customer from public.customers c where c.company_id = p_call.company_id and c.id = p_call.customer_id;
  v_who := coalesce(private.shortened(v_customer.full_name, 60), private.number_of_caller(p_call));
  return case
    when v_who is null then p_words ->> 'withheld'
    when p_call.direction = 'outbound' then format(p_words ->> 'was_rung', v_who)
    when v_customer.created_at < p_call.created_at then format(p_words ->> 'rang_known', v_who)
    else format(p_words ->> 'rang_new', v_who) end;
end $$;
comment on function private.who_rang(public.calls, jsonb) is 'The first sentence of a summary: by name or number, and whether they were known.';

-- How the call went beside what was done in it, a few words each, what weighs most first.
create function private.how_it_went(p_call public.calls, p_course jsonb, p_is_bare boolean, p_zone text, p_words jsonb) returns text[]
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  v_about jsonb := p_course -> 'about';
  v_last jsonb := p_course -> 'last';
  v_to text := p_course ->> 'transferred_to';
  v_asked text[];
  v_parts text[];
begin
  if p_call.status <> 'completed' then
    return array[p_words ->> case
      when p_call.status in ('busy', 'failed') then p_call.status::text
      when p_call.direction = 'inbound' then 'missed'
      when p_call.status = 'no_answer' then 'no_answer' else 'failed' end];
  end if;
  v_asked := array(select w.value from jsonb_each_text(p_words -> 'about') w where v_about ? w.key order by w.value);
  v_parts := array_remove(array[
    case when v_about ? 'fault' then p_words ->> 'fault' end,
    case when v_about ? 'abuse' then p_words ->> 'abuse' end,
    case when v_about ? 'emergency' then p_words ->> 'emergency' end,
    case when v_about ? 'complaint' then p_words ->> 'complaint' end,
    case when v_about ? 'sales' then p_words ->> 'sales' end,
    case when v_about ? 'voicemail' then p_words ->> 'voicemail' when v_about ? 'fax' then p_words ->> 'fax' end,
    case
      when v_to is not null and v_about ? 'nobody_there' then format(p_words ->> 'nobody_there', v_to)
      when v_to is not null and v_about ? 'put_through' then format(p_words ->> 'put_through', v_to)
      when v_to is not null then format(p_words ->> 'passed_on', v_to)
      when v_about ? 'human' and p_is_bare then p_words ->> 'wanted_person' end,
    -- Read back, and the caller hung up before the yes.
    case when v_last ->> 'asking' = 'confirm' and v_last ->> 'purpose' = '' and jsonb_typeof(v_last -> 'held') = 'object' then (
      select format(p_words ->> 'unconfirmed', concat_ws(', ',
        private.written_appointment(v.company_id, v.name, (v_last #>> '{held,staff_id}')::uuid, p_words),
        private.written_start((v_last #>> '{held,start}')::timestamptz, p_zone, p_words)))
      from public.services v where v.company_id = p_call.company_id and v.id = (v_last ->> 'service')::uuid) end,
    case when cardinality(v_asked) > 0 then format(p_words ->> 'asked', private.listed(v_asked[:4], p_words ->> 'and')) end,
    case when p_is_bare and (p_course ->> 'unclear')::numeric >= 2 and v_last ->> 'then' = 'listen' then p_words ->> 'not_understood' end], null);
  if cardinality(v_parts) > 0 or not p_is_bare then
    return v_parts;
  end if;
  return array[p_words ->> case
    when (p_course ->> 'spoke')::boolean then 'nothing_done'
    when (p_course ->> 'turns')::integer > 0 then 'said_nothing'
    else 'blocked' end];
end $$;
comment on function private.how_it_went(public.calls, jsonb, boolean, text, jsonb) is
  'What is to be said of a call beside what was done in it (p_is_bare: nothing was), in words; never empty if nothing was done.';

create function private.summary_of(p_call public.calls, p_course jsonb) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  v_words jsonb;
  v_zone text;
  v_waits text[];
  v_left text[];
  v_done text[];
  v_went text[];
  v_about jsonb := p_course -> 'about';
  v_number text;
begin
  select private.summary_words(c.language), coalesce(b.timezone, c.timezone)::text into v_words, v_zone
  from public.companies c left join public.branches b on b.company_id = c.id and b.id = p_call.branch_id where c.id = p_call.company_id;
  v_waits := private.waits_for(p_call, v_words);
  v_left := private.left_for_owner(p_call, v_words);
  v_done := private.appointments_done(p_call, v_zone, v_words) || v_waits || v_left;
  -- Of a call in which a vendor's agent did the talking, and of which nothing is known but its length, nothing is said.
  if p_call.status = 'completed' and cardinality(v_done) = 0 and (p_course ->> 'turns')::integer = 0 and not exists (
       select from public.customers c where c.company_id = p_call.company_id and c.id = p_call.customer_id and c.is_blocked) then
    return null;
  end if;
  v_went := private.how_it_went(p_call, p_course, cardinality(v_done) = 0, v_zone, v_words);
  v_number := private.callback_number(p_call);
  return concat_ws(' ', private.who_rang(p_call, v_words), private.as_sentence(v_done, '; '), private.as_sentence(v_went, ', '),
    case
      when cardinality(v_left) > 0 and v_number is null then v_words ->> 'no_number'
      when v_number is null then null
      when cardinality(v_left) > 0 or v_about ?| '{nobody_there,fault}'
           or v_about ? 'human' and cardinality(v_done) = 0 and p_course ->> 'transferred_to' is null then format(v_words ->> 'call_back', v_number)
      when cardinality(v_waits) > 0 then format(v_words ->> 'tell', v_number) end);
end $$;
comment on function private.summary_of(public.calls, jsonb) is
  'Who rang, what was done, how it went and what is left to do, in one to four sentences of the business''s language and local times; null of a call of which nothing is known.';

create function private.sentiment_of(p_call public.calls, p_course jsonb) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  v_about jsonb := p_course -> 'about';
  v_done text[] := array(select distinct t.intent from public.tool_calls t where t.company_id = p_call.company_id and t.call_id = p_call.id
                           and t.intent in ('book', 'move', 'cancel', 'waitlist', 'lead', 'message'));
begin
  return case
    -- Whom we did not hear, or did not listen to ourselves, we know nothing of.
    when not (p_course ->> 'ours')::boolean or not (p_course ->> 'spoke')::boolean then null
    when v_about ?| '{abuse,complaint,nobody_there,fault}' then 'negative'
    when v_about ? 'emergency' and not 'book' = any (v_done) then 'negative'
    when v_done = '{}' and (
           v_about ? 'human' and p_course ->> 'transferred_to' is null
           or (p_course ->> 'unclear')::numeric >= 2 and p_course #>> '{last,then}' = 'listen') then 'negative'
    when v_done && '{book,move}' or v_about ? 'thanks' then 'positive'
    else 'neutral' end;
end $$;
comment on function private.sentiment_of(public.calls, jsonb) is
  'negative: insults, a complaint, an emergency that got no appointment, nobody there, a fault of ours, or hung up without being understood. positive: booked, moved, or thanked. Else neutral; null where the caller said nothing to us.';

-- Done at settlement, and again whenever something about a settled call comes late; the same each time.
create function private.conclude_call(p_call_id uuid) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  v_call public.calls;
  v_course jsonb;
  v_summary text;
  v_found record;
begin
  select * into v_call from public.calls where id = p_call_id for update;
  -- What was taken away does not come back: from somebody who was forgotten, or by the company's own periods.
  if v_call.anonymised_at is not null
     or exists (select from public.customers c where c.company_id = v_call.company_id and c.id = v_call.customer_id and c.erased_at is not null)
     or v_call.settled_at < now() - interval '1 hour' and v_call.started_at < now() - make_interval(
          days => (select c.transcript_retention_days from public.companies c where c.id = v_call.company_id)) then
    return;
  end if;
  v_course := private.course_of(v_call);
  begin
    v_summary := private.summary_of(v_call, v_course);
  exception when data_exception then
    -- The state of a turn is free in form. A sentence that cannot be made of it keeps no call from being settled.
    v_summary := null;
  end;
  select private.transcript_of(v_call.company_id, p_call_id) as transcript, coalesce(v_call.intent, private.intent_of(v_call)) as intent,
    -- A vendor heard the whole call, tone and all: its word stands, whenever it comes.
    case when v_call.summary_by = 'provider' then v_call.summary else v_summary end as summary,
    case when v_call.sentiment_by = 'provider' then v_call.sentiment else private.sentiment_of(v_call, v_course) end as sentiment,
    v_call.lead_qualified or v_call.graded_at is null and exists (
      select from public.tool_calls t where t.company_id = v_call.company_id and t.call_id = p_call_id and t.intent = 'lead') as lead_qualified,
    v_call.conversion or v_call.graded_at is null and v_call.appointment_created as conversion,
    coalesce(round((v_course ->> 'latency')::numeric)::integer, v_call.latency_ms) as latency_ms
  into v_found;
  update public.calls c
  set transcript = v_found.transcript, intent = v_found.intent, lead_qualified = v_found.lead_qualified, conversion = v_found.conversion,
      latency_ms = v_found.latency_ms, summary = v_found.summary, sentiment = v_found.sentiment,
      summary_by = case when v_found.summary is not null then coalesce(c.summary_by, 'rule') end,
      sentiment_by = case when v_found.sentiment is not null then coalesce(c.sentiment_by, 'rule') end
  where c.id = p_call_id
    and (c.transcript, c.intent, c.lead_qualified, c.conversion, c.latency_ms, c.summary, c.sentiment) is distinct from
        (v_found.transcript, v_found.intent, v_found.lead_qualified, v_found.conversion, v_found.latency_ms, v_found.summary, v_found.sentiment);
end $$;
comment on function private.conclude_call(uuid) is
  'Writes what became of a call that is over: transcript, intent, summary, sentiment, whether it brought a lead or an appointment, how long answers took. Never over a provider''s findings, a person''s grades, or what was erased.';
