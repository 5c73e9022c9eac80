-- customers · timeline: every contact with a customer, one line each, written by what happened
--
-- A line says what, when and by which way, and points at the row that knows the rest. Its writers are triggers, so no
-- caller can forget it; what is told twice finds its line there.

alter table public.customer_interactions
  add constraint customer_interactions_appointment_is_own
  foreign key (company_id, appointment_id) references public.appointments (company_id, id) on delete set null (appointment_id);
alter table public.customer_interactions
  add constraint customer_interactions_message_log_is_own
  foreign key (company_id, message_log_id) references public.message_logs (company_id, id) on delete set null (message_log_id);
create index customer_interactions_appointment on public.customer_interactions (company_id, appointment_id);
create index customer_interactions_message_log on public.customer_interactions (company_id, message_log_id);
-- Three columns, because a REST server may take a unique index on the link alone for a one-to-one link.
create unique index customer_interactions_one_line_a_call on public.customer_interactions (company_id, call_id, type) where type = 'call';
create unique index customer_interactions_one_line_a_letter on public.customer_interactions (company_id, message_log_id, type)
  where type = 'correspondence';

create function private.tg_calls__on_timeline() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'UPDATE' and old.customer_id <> new.customer_id then
    -- It was somebody else who called: what they asked to pass on, and what they booked, goes with the call.
    update public.customer_interactions set customer_id = new.customer_id
    where company_id = new.company_id and call_id = new.id and type = 'message';
  end if;
  if new.status >= 'completed' then
    insert into public.customer_interactions as i (company_id, customer_id, call_id, type, event, channel, occurred_at)
    values (new.company_id, new.customer_id, new.id, 'call', new.status::text, 'phone', new.started_at)
    on conflict (company_id, call_id, type) where type = 'call' do update
      set customer_id = excluded.customer_id, event = excluded.event, occurred_at = excluded.occurred_at
      where (i.customer_id, i.event, i.occurred_at) is distinct from (excluded.customer_id, excluded.event, excluded.occurred_at);
  end if;
  return null;
end $$;
comment on function private.tg_calls__on_timeline() is 'Puts a call that is over on its customer''s timeline, once, and moves it along if the customer turns out to be another.';
create trigger _500_on_timeline_at_once after insert on public.calls
  for each row when (new.status >= 'completed' and new.customer_id is not null) execute function private.tg_calls__on_timeline();
-- A call is updated several times while it runs: only its end, a change of customer, and that it turns out to have begun
-- earlier come this far.
create trigger _500_on_timeline after update of status, customer_id, started_at on public.calls
  for each row when (
    new.customer_id is not null
    and (new.status, new.customer_id, new.started_at) is distinct from (old.status, old.customer_id, old.started_at)
    and (new.status >= 'completed' or old.customer_id is not null))
  execute function private.tg_calls__on_timeline();

create function private.tg_appointments__on_timeline() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_stands boolean := new.status in ('pending', 'scheduled', 'confirmed');
  v_is_new boolean := tg_op = 'INSERT' or old.status = 'held';
  v_event text;
begin
  if tg_op = 'UPDATE' and old.customer_id <> new.customer_id then
    update public.customer_interactions set customer_id = new.customer_id
    where company_id = new.company_id and appointment_id = new.id;
  end if;
  v_event := case
    when v_is_new and v_stands then 'booked'
    -- A hold that is let go was never an appointment.
    when tg_op = 'UPDATE' and old.status = 'held' then null
    when not v_stands and (v_is_new or new.status <> old.status) then new.status::text
    when v_stands and (new.start_time, new.staff_id) is distinct from (old.start_time, old.staff_id) then 'moved'
  end;
  if v_event is not null then
    insert into public.customer_interactions (company_id, customer_id, appointment_id, call_id, type, event, channel, appointment_start, occurred_at)
    values (new.company_id, new.customer_id, new.id, case when v_event = 'booked' then new.call_id end, 'appointment', v_event,
      case new.source when 'phone' then 'phone' when 'walk_in' then 'in_person' else 'web' end, new.start_time,
      case when tg_op = 'UPDATE' then now() when v_event in ('completed', 'no_show') then least(new.end_time, new.created_at) else new.created_at end);
  end if;
  return null;
end $$;
comment on function private.tg_appointments__on_timeline() is
  'Puts on its customer''s timeline that an appointment was booked, moved, cancelled, completed or missed; holds are not told.';
create trigger _500_on_timeline_at_once after insert on public.appointments
  for each row when (new.status <> 'held') execute function private.tg_appointments__on_timeline();
create trigger _500_on_timeline after update of status, start_time, staff_id, customer_id on public.appointments
  for each row when (
    new.status <> 'held'
    and (new.status, new.start_time, new.staff_id, new.customer_id) is distinct from (old.status, old.start_time, old.staff_id, old.customer_id))
  execute function private.tg_appointments__on_timeline();

create function private.tg_message_logs__on_timeline() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into public.customer_interactions as i (company_id, customer_id, message_log_id, call_id, appointment_id, type, event, channel, occurred_at)
  values (new.company_id, new.customer_id, new.id, new.call_id, new.appointment_id, 'correspondence', new.direction::text, new.channel::text,
    coalesce(new.sent_at, new.created_at))
  on conflict (company_id, message_log_id, type) where type = 'correspondence' do update
    set customer_id = excluded.customer_id where i.customer_id <> excluded.customer_id;
  return null;
end $$;
comment on function private.tg_message_logs__on_timeline() is 'Puts a message that went out or came in on its customer''s timeline, once; what only waits or failed is no contact.';
create trigger _500_on_timeline_at_once after insert on public.message_logs
  for each row when (new.customer_id is not null and new.status in ('sent', 'delivered', 'read', 'received'))
  execute function private.tg_message_logs__on_timeline();
create trigger _500_on_timeline after update of status, customer_id on public.message_logs
  for each row when (
    new.customer_id is not null and new.status in ('sent', 'delivered', 'read', 'received')
    and (new.status, new.customer_id) is distinct from (old.status, old.customer_id))
  execute function private.tg_message_logs__on_timeline();
