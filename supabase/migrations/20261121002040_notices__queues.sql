-- notices · queues: what happens in the house is told to its owners, in the transaction in which it happened
--
-- Every owner reads it in the application; who sets the preference notifications.email (true, or a list of occasions) gets
-- it by email too. Nothing here waits for anybody: a notice is a row.

-- With the names of days and months that summaries have.
create function private.written_time(p_at timestamptz, p_zone text, p_language text) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  v_local timestamp := p_at at time zone p_zone;
  v_words jsonb := private.summary_words(p_language);
  v_day text := v_words -> 'days' ->> (extract(isodow from v_local)::integer - 1);
  v_month text := v_words -> 'months' ->> (extract(month from v_local)::integer - 1);
begin
  return case p_language
    when 'de' then v_day || to_char(v_local, ', FMDD. ') || v_month || to_char(v_local, ' YYYY, HH24:MI') || ' Uhr'
    when 'sv' then v_day || to_char(v_local, ' FMDD ') || v_month || to_char(v_local, ' YYYY "kl." HH24:MI')
    else v_day || to_char(v_local, ', FMDD ') || v_month || to_char(v_local, ' YYYY, HH24:MI')
  end;
end $$;
comment on function private.written_time(timestamptz, text, text) is
  'An instant as it is written in German, Swedish or (any other word) English, in local wall time: Dienstag, 4. März 2025, 14:30 Uhr.';

-- A day as it is written on a list.
create function private.written_day(p_day date, p_language text) returns text
language sql stable set search_path = pg_catalog, pg_temp as $$
  select to_char(p_day, case p_language when 'de' then 'FMDD.FMMM.YYYY' when 'sv' then 'YYYY-MM-DD' else 'FMDD/FMMM/YYYY' end)
$$;
comment on function private.written_day(date, text) is 'A day in figures, as German, Swedish or English readers write it.';

-- When somebody who waits could come: the first days by name of day, and the hours.
create function private.written_wish(p_days jsonb, p_not_before text, p_before text, p_language text) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  v_n integer := case p_language when 'de' then 1 when 'sv' then 2 else 3 end;
  v_count integer := jsonb_array_length(coalesce(p_days, '[]'));
begin
  return concat_ws(', ',
    case
      when v_count = 0 then (array['jederzeit', 'när som helst', 'any day'])[v_n]
      when v_count > 5 then private.written_day((p_days ->> 0)::date, p_language) || ' – ' || private.written_day((p_days ->> -1)::date, p_language)
      else (select string_agg(private.written_day(d.day::date, p_language), ', ' order by d.n)
            from jsonb_array_elements_text(p_days) with ordinality as d (day, n)) end,
    (array['ab ', 'från ', 'from '])[v_n] || left(p_not_before, 5),
    (array['vor ', 'före ', 'before '])[v_n] || left(p_before, 5));
end $$;
comment on function private.written_wish(jsonb, text, text, text) is 'The days and hours that somebody who waits would come, in German, Swedish or English.';

-- The placeholders of an owner's notice that depend on the language: made from start_time, change, balance, days and recording.
create function private.localised(p_payload jsonb, p_zone text, p_language text) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  v_n integer := case p_language when 'de' then 1 when 'sv' then 2 else 3 end;
  v_nobody text := (array['Unbekannt', 'Okänd', 'Somebody unknown'])[v_n];
begin
  return p_payload
    || case when p_payload ?| '{change,message,recording,days}'
         then jsonb_build_object('customer_name', coalesce(p_payload ->> 'customer_name', p_payload ->> 'callback_number', v_nobody)) else '{}' end
    || case when p_payload ? 'start_time'
         then jsonb_build_object('when', private.written_time((p_payload ->> 'start_time')::timestamptz, p_zone, p_language)) else '{}' end
    || case p_payload ->> 'change'
         when 'booked' then jsonb_build_object('change_text', (array['Neuer Termin', 'Ny bokning', 'New appointment'])[v_n])
         when 'moved' then jsonb_build_object('change_text', (array['Termin verschoben', 'Bokning ändrad', 'Appointment moved'])[v_n])
         when 'cancelled' then jsonb_build_object('change_text', (array['Termin abgesagt', 'Bokning avbokad', 'Appointment cancelled'])[v_n])
         else '{}' end
    || case when p_payload ? 'recording' and p_payload ->> 'message' is null
         then jsonb_build_object('message', (array['Sprachnachricht', 'Röstmeddelande', 'Voice message'])[v_n]) else '{}' end
    || case when p_payload ? 'days'
         then jsonb_build_object('wish', private.written_wish(p_payload -> 'days', p_payload ->> 'not_before', p_payload ->> 'before', p_language)) else '{}' end
    || case when p_payload ? 'balance' then jsonb_build_object('balance_text',
         translate(round((p_payload ->> 'balance')::numeric, 2)::text, '.', case when v_n < 3 then ',' else '.' end) || ' ' || (p_payload ->> 'currency'))
         else '{}' end;
end $$;
comment on function private.localised(jsonb, text, text) is
  'A payload with its placeholders in words of a language: when, change_text, message, wish, balance_text, and a name for nobody.';

-- One statement for all owners and channels; p_but is who did it and needs no notice of it.
create function private.notify_owners(
  p_company_id uuid, p_template text, p_payload jsonb, p_key text, p_appointment_id uuid default null, p_customer_id uuid default null, p_but uuid default null
) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  perform private.notify(
    p_company_id, p_template,
    jsonb_build_object('channel', h.channel, 'profile_id', o.profile_id, 'language', l.language, 'appointment_id', p_appointment_id, 'customer_id', p_customer_id),
    private.localised(p_payload || jsonb_build_object('company_name', c.name), c.timezone, l.language),
    p_key || ':' || o.profile_id || ':' || h.channel)
  from public.companies c
  join public.company_members o on o.company_id = c.id and o.role = 'owner' and o.profile_id is distinct from p_but
  join public.profiles p on p.id = o.profile_id and p.is_active
  left join public.user_preferences u on u.profile_id = p.id and u.key = 'notifications.email'
  cross join lateral (
    select coalesce((array[p.language::text, c.language::text])[array_position(array[p.language in ('de', 'sv', 'en'), c.language in ('de', 'sv', 'en')], true)], 'en')
      as language) l
  join lateral (values ('in_app', true), ('email', u.value = 'true' or u.value ? p_template)) h (channel, wanted) on h.wanted
  where c.id = p_company_id;
end $$;
comment on function private.notify_owners(uuid, text, jsonb, text, uuid, uuid, uuid) is
  'Tells every owner of a company, but for one who may be left out, once per key: in the application, and by email to whoever prefers it.';

-- Booked, moved or cancelled. A hold is not news, nor is what is entered when it is already over. A reminder of an hour that
-- no longer stands is not sent.
create function private.notify_owner_on_booking_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_stood boolean := tg_op = 'UPDATE' and old.status in ('pending', 'scheduled', 'confirmed');
  v_change text := case
    when new.status in ('pending', 'scheduled', 'confirmed') and not v_stood and new.end_time > now() then 'booked'
    when new.status in ('pending', 'scheduled', 'confirmed') and v_stood and (new.start_time, new.staff_id) is distinct from (old.start_time, old.staff_id) then 'moved'
    when new.status = 'cancelled' and v_stood then 'cancelled' end;
begin
  if v_change is null then
    return null;
  end if;
  if v_change <> 'booked' then
    update public.notifications n set status = 'cancelled', next_attempt_at = null
    where n.company_id = new.company_id and n.appointment_id = new.id and n.status = 'queued'
      and n.template in ('appointment_confirmation', 'appointment_reminder');
  end if;
  perform private.notify_owners(
    new.company_id, 'owner_booking_change',
    (select jsonb_build_object('change', v_change, 'start_time', new.start_time, 'code', new.appointment_code, 'customer_name', c.full_name,
       'callback_number', c.phone_normalized, 'service_name', coalesce(v.name, new.title), 'staff_name', s.display_name)
     from public.customers c
     left join public.services v on v.company_id = new.company_id and v.id = new.service_id
     left join public.staff s on s.company_id = new.company_id and s.id = new.staff_id
     where c.company_id = new.company_id and c.id = new.customer_id),
    -- The time of the transaction tells a change from the next one like it.
    format('booking:%s:%s:%s:%s', new.id, v_change, extract(epoch from now()), extract(epoch from new.start_time)),
    new.id, new.customer_id, auth.uid());
  return null;
end $$;
comment on function private.notify_owner_on_booking_change() is
  'Tells the owners that an appointment was booked, moved or cancelled by somebody else, and calls off reminders that are no longer true.';
create trigger _900_notify_owner_on_booking_change after insert or update of status, start_time, staff_id on public.appointments
  for each row execute function private.notify_owner_on_booking_change();

create function private.tg_customer_interactions__notify_owner() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform private.notify_owners(
    new.company_id, 'owner_message_taken',
    jsonb_strip_nulls((
      select jsonb_build_object('message', left(new.content, 2000), 'recording', case when new.recording_url is not null then true end,
        'customer_name', c.full_name, 'callback_number', coalesce(new.callback_number, c.phone_normalized))
      from public.customers c where c.company_id = new.company_id and c.id = new.customer_id)),
    'message:' || new.id, p_customer_id => new.customer_id);
  return null;
end $$;
comment on function private.tg_customer_interactions__notify_owner() is 'Tells the owners what a caller asked to pass on.';
create trigger _900_notify_owner_on_message after insert on public.customer_interactions
  for each row when (new.type = 'message') execute function private.tg_customer_interactions__notify_owner();

-- A lead that a call brought: somebody waits to be called back. What members write down themselves is not news to them.
create function private.tg_leads__notify_owner() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform private.notify_owners(
    new.company_id, 'owner_lead_taken',
    jsonb_strip_nulls(jsonb_build_object('message', left(coalesce(new.notes, ''), 2000), 'customer_name', coalesce(new.contact_person, new.company_name),
      'callback_number', coalesce(new.phone_normalized, new.phone))),
    'lead:' || new.id, p_but => auth.uid());
  return null;
end $$;
comment on function private.tg_leads__notify_owner() is 'Tells the owners of a lead that came by telephone.';
create trigger _900_notify_owner_on_lead after insert on public.leads
  for each row when (new.source_call_id is not null) execute function private.tg_leads__notify_owner();

create function private.tg_waitlist_entries__notify_owner() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform private.notify_owners(
    new.company_id, 'owner_waitlist_joined',
    (select jsonb_build_object('days', to_jsonb(new.days), 'not_before', new.not_before, 'before', new.before, 'customer_name', c.full_name,
       'callback_number', c.phone_normalized, 'service_name', v.name, 'staff_name', s.display_name)
     from public.customers c
     join public.services v on v.company_id = new.company_id and v.id = new.service_id
     left join public.staff s on s.company_id = new.company_id and s.id = new.staff_id
     where c.company_id = new.company_id and c.id = new.customer_id),
    'waitlist:' || new.id, p_customer_id => new.customer_id, p_but => auth.uid());
  return null;
end $$;
comment on function private.tg_waitlist_entries__notify_owner() is 'Tells the owners who waits for what.';
create trigger _900_notify_owner_on_waitlist after insert on public.waitlist_entries
  for each row execute function private.tg_waitlist_entries__notify_owner();

-- Looked at when the transaction is complete: a hold takes the money out and puts it back in two steps, and the balance
-- between them is nobody's news. Each alarm sounds once, and again only after the balance has been above it.
create function private.tg_prepaid_balances__alert() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_balance public.prepaid_balances;
  v_word text;
begin
  select * into v_balance from public.prepaid_balances where company_id = new.company_id;
  if v_balance.current_balance > 0 and v_balance.zero_alert_sent_at is not null
     or v_balance.low_alert_sent_at is not null and (v_balance.current_balance > v_balance.alert_threshold or v_balance.alert_threshold is null) then
    update public.prepaid_balances b
    set zero_alert_sent_at = case when b.current_balance = 0 then b.zero_alert_sent_at end,
        low_alert_sent_at = case when b.current_balance <= b.alert_threshold then b.low_alert_sent_at end
    where b.company_id = new.company_id
    returning * into v_balance;
  end if;
  v_word := case
    when v_balance.current_balance = 0 and v_balance.zero_alert_sent_at is null and old.current_balance > 0 then 'balance_zero'
    when v_balance.current_balance > 0 and v_balance.current_balance <= v_balance.alert_threshold and v_balance.low_alert_sent_at is null
      then 'balance_low' end;
  if v_word is null then
    return null;
  end if;
  update public.prepaid_balances b
  set low_alert_sent_at = case v_word when 'balance_low' then now() else b.low_alert_sent_at end,
      zero_alert_sent_at = case v_word when 'balance_zero' then now() else b.zero_alert_sent_at end
  where b.company_id = new.company_id;
  perform private.notify_owners(
    new.company_id, v_word, jsonb_build_object('balance', v_balance.current_balance, 'currency', v_balance.currency),
    format('%s:%s', v_word, extract(epoch from now())));
  return null;
end $$;
comment on function private.tg_prepaid_balances__alert() is
  'Tells the owners, once per crossing and at the end of the transaction, that the balance is at its alert threshold or used up.';
create constraint trigger _900_alert after update of current_balance, alert_threshold on public.prepaid_balances
  deferrable initially deferred for each row
  when (old.current_balance <> new.current_balance or old.alert_threshold is distinct from new.alert_threshold)
  execute function private.tg_prepaid_balances__alert();
