-- bookings · appointments: overlap is impossible, not avoided

create type public.appointment_status as enum ('held', 'pending', 'scheduled', 'confirmed', 'completed', 'cancelled', 'no_show');
create type public.appointment_source as enum ('phone', 'web', 'admin', 'api', 'walk_in', 'calcom', 'simplybook');
comment on type public.appointment_status is 'held: kept for a caller for minutes; pending, scheduled, confirmed: takes up time; the rest is past or gone.';
comment on type public.appointment_source is 'How the appointment was made.';
create type public.appointment_canceller as enum ('customer', 'company', 'calendar', 'system');
comment on type public.appointment_canceller is
  'Who called it off: the customer, somebody of the company, an external calendar, or the system itself. Which person of the company is for the audit log.';

-- A range over wall-clock-free time. Written through UTC because timestamptz minus an interval is not immutable.
create function private.blocked_range(p_start timestamptz, p_end timestamptz, p_before_minutes integer, p_after_minutes integer) returns tsrange
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select tsrange(
    (p_start at time zone 'UTC') - make_interval(mins => p_before_minutes),
    (p_end at time zone 'UTC') + make_interval(mins => p_after_minutes))
$$;
comment on function private.blocked_range(timestamptz, timestamptz, integer, integer) is 'The time an appointment takes up, buffers included, in UTC.';
grant execute on function private.blocked_range(timestamptz, timestamptz, integer, integer) to authenticated, service_role;

-- The life of an appointment, in one table: what is not in it does not happen, whoever asks. Cancelled is final: whoever comes
-- back books anew, because the time may be somebody else's by then. Whether somebody came can be corrected either way.
create function private.appointment_may_become(p_from public.appointment_status, p_to public.appointment_status) returns boolean
language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
begin
  return (p_from::text, p_to::text) in (values
    ('held', 'pending'), ('held', 'scheduled'), ('held', 'confirmed'),
    ('pending', 'scheduled'), ('pending', 'confirmed'), ('pending', 'completed'), ('pending', 'no_show'), ('pending', 'cancelled'),
    ('scheduled', 'confirmed'), ('scheduled', 'completed'), ('scheduled', 'no_show'), ('scheduled', 'cancelled'),
    ('confirmed', 'completed'), ('confirmed', 'no_show'), ('confirmed', 'cancelled'),
    ('completed', 'no_show'),
    ('no_show', 'completed'));
end $$;
comment on function private.appointment_may_become(public.appointment_status, public.appointment_status) is
  'True if an appointment of the first status may take the second. Cancelled is final; completed and no_show correct one another.';
grant execute on function private.appointment_may_become(public.appointment_status, public.appointment_status) to authenticated, service_role;

create table public.appointments (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete restrict,
  branch_id uuid not null,
  customer_id uuid not null,
  staff_id uuid,
  service_id uuid,
  call_id uuid,
  booking uuid,
  appointment_code text not null constraint appointments_code_six_digits check (appointment_code ~ '^[0-9]{6}$'),
  title text constraint appointments_title_not_endless check (char_length(title) <= 300),
  description text constraint appointments_description_not_endless check (char_length(description) <= 4000),

  start_time timestamptz not null,
  end_time timestamptz not null,
  duration_minutes integer not null generated always as ((extract(epoch from end_time - start_time) / 60)::integer) stored,
  buffer_before_minutes integer not null default 0 constraint appointments_buffer_before_sensible check (buffer_before_minutes between 0 and 480),
  buffer_after_minutes integer not null default 0 constraint appointments_buffer_after_sensible check (buffer_after_minutes between 0 and 480),
  blocked tsrange not null generated always as (private.blocked_range(start_time, end_time, buffer_before_minutes, buffer_after_minutes)) stored,

  status public.appointment_status not null default 'scheduled',
  held_until timestamptz,
  source public.appointment_source not null,
  expected_revenue numeric(14, 6) constraint appointments_expected_revenue_not_negative check (expected_revenue >= 0 and expected_revenue < 'NaN'),
  actual_revenue numeric(14, 6) constraint appointments_actual_revenue_not_negative check (actual_revenue >= 0 and actual_revenue < 'NaN'),
  currency public.currency_code not null,

  calcom_booking_id bigint,
  calcom_booking_uid text,
  google_event_id text,
  external_id text,
  confirmation_sent_at timestamptz,
  reminder_sent_at timestamptz,
  cancelled_at timestamptz,
  cancelled_by public.appointment_canceller,
  cancellation_reason text constraint appointments_cancellation_reason_not_endless check (char_length(cancellation_reason) <= 1000),
  internal_notes text constraint appointments_internal_notes_not_endless check (char_length(internal_notes) <= 4000),
  customer_notes text constraint appointments_customer_notes_not_endless check (char_length(customer_notes) <= 4000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),

  unique (company_id, id),
  constraint appointments_one_code_per_company unique (company_id, appointment_code),
  constraint appointments_one_per_calcom_booking unique (company_id, calcom_booking_uid),
  constraint appointments_one_per_external_id unique (company_id, source, external_id),
  constraint appointments_end_after_start check (end_time > start_time),
  constraint appointments_no_longer_than_a_week check (end_time - start_time <= interval '7 days'),
  constraint appointments_held_until_a_time check ((status = 'held') = (held_until is not null)),
  constraint appointments_cancelled_has_its_time check (
    num_nonnulls(cancelled_at, cancelled_by) = case when status = 'cancelled' then 2 else 0 end),
  constraint appointments_blocking_has_a_person check (status not in ('held', 'pending', 'scheduled', 'confirmed') or staff_id is not null),
  constraint appointments_no_overlap exclude using gist (company_id with =, staff_id with =, blocked with &&)
    where (status in ('held', 'pending', 'scheduled', 'confirmed')),
  foreign key (company_id, branch_id) references public.branches (company_id, id) on delete restrict,
  foreign key (company_id, customer_id) references public.customers (company_id, id) on delete restrict,
  foreign key (company_id, staff_id) references public.staff (company_id, id) on delete restrict,
  foreign key (company_id, service_id) references public.services (company_id, id) on delete restrict,
  foreign key (company_id, call_id) references public.calls (company_id, id) on delete set null (call_id)
);
comment on table public.appointments is
  'Booked and held time. Made by booking functions, which offer and take the same slots; read by members. Two that block the same person, buffers included, cannot overlap.';
comment on column public.appointments.held_until is 'A hold blocks until then; lapsed ones are removed by the next booking of that person.';
comment on column public.appointments.booking is
  'A mark that the appointments of one visit share. It groups what a person sees; each of them is moved and cancelled by itself.';
comment on column public.appointments.staff_id is
  'Who does it. One person does one thing at a time, whatever capacity a service states: group appointments are not offered.';
comment on column public.appointments.cancelled_by is 'Set with cancelled_at by the cancellation itself.';
comment on column public.appointments.appointment_code is 'Six digits that can be read out on the telephone, unique in the company.';

create index appointments_branch_start on public.appointments (company_id, branch_id, start_time, status);
create index appointments_start on public.appointments (company_id, start_time);
create index appointments_customer on public.appointments (company_id, customer_id, start_time);
create index appointments_staff on public.appointments (company_id, staff_id, start_time);
create index appointments_service on public.appointments (company_id, service_id);
create index appointments_call on public.appointments (company_id, call_id);
create index appointments_calcom_booking on public.appointments (company_id, calcom_booking_id) where calcom_booking_id is not null;
create index appointments_google_event on public.appointments (company_id, google_event_id) where google_event_id is not null;
create index appointments_booking on public.appointments (company_id, booking) where booking is not null;

alter table public.calls add constraint calls_appointment_is_own
  foreign key (company_id, appointment_id) references public.appointments (company_id, id) on delete set null (appointment_id);
alter table public.message_logs add constraint message_logs_appointment_is_own
  foreign key (company_id, appointment_id) references public.appointments (company_id, id) on delete set null (appointment_id);

create trigger _100_touch_updated_at before update on public.appointments
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.appointments
  for each row execute function private.tg__tenant_stays();

-- When and by whom it was called off is noted by the row itself, so that no writer can forget it or make it up afterwards.
create function private.tg_appointments__note_cancellation() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    new.cancelled_at := coalesce(new.cancelled_at, now());
  else
    new.cancelled_at := now();
  end if;
  new.cancelled_by := coalesce(new.cancelled_by, case when auth.uid() is null then 'system' else 'company' end::public.appointment_canceller);
  return new;
end $$;
comment on function private.tg_appointments__note_cancellation() is
  'Dates a cancellation and names who made it: a signed-in person is of the company, others say so themselves or are the system.';
create trigger _100_note_cancellation before insert on public.appointments
  for each row when (new.status = 'cancelled') execute function private.tg_appointments__note_cancellation();
create trigger _100_note_cancellation_later before update of status on public.appointments
  for each row when (new.status = 'cancelled' and old.status <> 'cancelled') execute function private.tg_appointments__note_cancellation();

create function private.tg_appointments__status_moves_by_its_table() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if not private.appointment_may_become(old.status, new.status) then
    raise exception using errcode = 'PT409', message = 'appointment_not_open',
      detail = jsonb_build_object('from', old.status, 'to', new.status)::text,
      hint = 'Cancelled is final, and nothing becomes open again: book a new appointment.';
  end if;
  return new;
end $$;
comment on function private.tg_appointments__status_moves_by_its_table() is 'Refuses a change of status that appointment_may_become does not list.';
create trigger _200_status_moves_by_its_table before update of status on public.appointments
  for each row when (new.status <> old.status) execute function private.tg_appointments__status_moves_by_its_table();

create function private.tg_appointments__what_is_over_stays() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception using errcode = 'PT409', message = 'appointment_not_open',
    detail = jsonb_build_object('status', old.status)::text, hint = 'The time and person of an appointment that is over are history.';
end $$;
comment on function private.tg_appointments__what_is_over_stays() is 'Refuses to move an appointment in time or to somebody else once it is cancelled, completed or missed.';
create trigger _200_what_is_over_stays before update of start_time, end_time, staff_id on public.appointments
  for each row when (
    old.status in ('completed', 'cancelled', 'no_show')
    and (new.start_time, new.end_time, new.staff_id) is distinct from (old.start_time, old.end_time, old.staff_id))
  execute function private.tg_appointments__what_is_over_stays();

-- What a customer's row says of their appointments is counted from the appointments, never added up by a client.
create function private.tg_appointments__count_for_customer() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  -- Lock first, count then: the count must see what another booking of the same customer has just committed.
  perform from public.customers c
  where (c.company_id, c.id) in ((new.company_id, new.customer_id), (old.company_id, old.customer_id))
  order by c.id for no key update;
  update public.customers c
  set total_appointments = s.total, completed_appointments = s.completed, cancelled_appointments = s.cancelled,
      no_show_appointments = s.no_show, total_spent = s.spent, first_appointment_at = s.first_at, last_appointment_at = s.last_at
  from (
    select t.company_id, t.customer_id,
      count(a.id) as total,
      count(a.id) filter (where a.status = 'completed') as completed,
      count(a.id) filter (where a.status = 'cancelled') as cancelled,
      count(a.id) filter (where a.status = 'no_show') as no_show,
      coalesce(sum(public.convert(a.actual_revenue, a.currency, k.currency, (a.start_time at time zone k.timezone::text)::date))
        filter (where a.status = 'completed'), 0) as spent,
      min(a.start_time) as first_at,
      max(a.start_time) as last_at
    from (select new.company_id, new.customer_id union select old.company_id, old.customer_id) as t (company_id, customer_id)
    join public.companies k on k.id = t.company_id
    left join public.appointments a on a.company_id = t.company_id and a.customer_id = t.customer_id and a.status <> 'held'
    where t.customer_id is not null
    group by t.company_id, t.customer_id
  ) s
  where c.company_id = s.company_id and c.id = s.customer_id;
  return null;
end $$;
comment on function private.tg_appointments__count_for_customer() is 'Keeps the statistics of a customer equal to their appointments; holds do not count.';
create trigger _500_count_new_for_customer after insert on public.appointments
  for each row when (new.status <> 'held') execute function private.tg_appointments__count_for_customer();
create trigger _500_count_changed_for_customer after update of status, customer_id, start_time, actual_revenue, currency on public.appointments
  for each row when (new.status <> 'held' or old.status <> 'held') execute function private.tg_appointments__count_for_customer();
create trigger _500_count_gone_for_customer after delete on public.appointments
  for each row when (old.status <> 'held') execute function private.tg_appointments__count_for_customer();

alter table public.appointments enable row level security;
alter table public.appointments force row level security;
create policy select_as_member on public.appointments for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
create policy update_as_member on public.appointments for update to authenticated
  using (company_id = any ((select private.company_ids('member'))::uuid[]))
  with check (company_id = any ((select private.company_ids('member'))::uuid[]));
grant select on public.appointments to authenticated;
grant select, insert, update on public.appointments to service_role;
grant update (title, description, internal_notes, customer_notes) on public.appointments to authenticated;
-- No INSERT, no change of time or status by people: booking functions do that, so that offered and booked stay one thing.

create view public.active_appointments with (security_invoker = true) as
  select a.*, c.full_name as customer_name, s.display_name as staff_name, v.name as service_name, b.name as branch_name
  from public.appointments a
  join public.customers c on c.company_id = a.company_id and c.id = a.customer_id
  join public.branches b on b.company_id = a.company_id and b.id = a.branch_id
  left join public.staff s on s.company_id = a.company_id and s.id = a.staff_id
  left join public.services v on v.company_id = a.company_id and v.id = a.service_id
  where a.status in ('pending', 'scheduled', 'confirmed');
comment on view public.active_appointments is 'Appointments that stand, with the names a calendar shows.';
grant select on public.active_appointments to authenticated, service_role;
