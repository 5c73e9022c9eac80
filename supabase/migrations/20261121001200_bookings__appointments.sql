-- bookings · appointments: overlap is impossible, not avoided

create type public.appointment_status as enum ('held', 'pending', 'scheduled', 'confirmed', 'completed', 'cancelled', 'no_show');
create type public.appointment_source as enum ('phone', 'web', 'admin', 'api', 'walk_in', 'calcom', 'simplybook');
comment on type public.appointment_status is 'held: kept for a caller for minutes; pending, scheduled, confirmed: takes up time; the rest is past or gone.';
comment on type public.appointment_source is 'How the appointment was made.';

-- A range over wall-clock-free time. Written through UTC because timestamptz minus an interval is not immutable.
create function private.blocked_range(p_start timestamptz, p_end timestamptz, p_before_minutes integer, p_after_minutes integer) returns tsrange
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select tsrange(
    (p_start at time zone 'UTC') - make_interval(mins => p_before_minutes),
    (p_end at time zone 'UTC') + make_interval(mins => p_after_minutes))
$$;
comment on function private.blocked_range(timestamptz, timestamptz, integer, integer) is 'The time an appointment takes up, buffers included, in UTC.';
grant execute on function private.blocked_range(timestamptz, timestamptz, integer, integer) to authenticated, service_role;

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
  title text,
  description text,

  start_time timestamptz not null,
  end_time timestamptz not null,
  duration_minutes integer not null generated always as ((extract(epoch from end_time - start_time) / 60)::integer) stored,
  buffer_before_minutes integer not null default 0 constraint appointments_buffer_before_not_negative check (buffer_before_minutes >= 0),
  buffer_after_minutes integer not null default 0 constraint appointments_buffer_after_not_negative check (buffer_after_minutes >= 0),
  blocked tsrange not null generated always as (private.blocked_range(start_time, end_time, buffer_before_minutes, buffer_after_minutes)) stored,

  status public.appointment_status not null default 'scheduled',
  held_until timestamptz,
  source public.appointment_source not null,
  expected_revenue numeric(14, 6) constraint appointments_expected_revenue_not_negative check (expected_revenue >= 0),
  actual_revenue numeric(14, 6) constraint appointments_actual_revenue_not_negative check (actual_revenue >= 0),
  currency public.currency_code not null,

  calcom_booking_id bigint,
  calcom_booking_uid text,
  google_event_id text,
  external_id text,
  confirmation_sent_at timestamptz,
  reminder_sent_at timestamptz,
  cancelled_at timestamptz,
  cancelled_by text,
  cancellation_reason text,
  internal_notes text,
  customer_notes text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),

  unique (company_id, id),
  constraint appointments_one_code_per_company unique (company_id, appointment_code),
  constraint appointments_end_after_start check (end_time > start_time),
  constraint appointments_held_until_a_time check ((status = 'held') = (held_until is not null)),
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
comment on column public.appointments.booking is 'Groups the appointments of one visit.';
comment on column public.appointments.appointment_code is 'Six digits that can be read out on the telephone, unique in the company.';

create index appointments_branch_start on public.appointments (company_id, branch_id, start_time, status);
create index appointments_customer on public.appointments (company_id, customer_id, start_time);
create index appointments_staff on public.appointments (company_id, staff_id, start_time);
create index appointments_service on public.appointments (company_id, service_id);
create index appointments_call on public.appointments (company_id, call_id);
create index appointments_external on public.appointments (company_id, calcom_booking_uid);

alter table public.calls add constraint calls_appointment_is_own
  foreign key (company_id, appointment_id) references public.appointments (company_id, id) on delete set null (appointment_id);
alter table public.message_logs add constraint message_logs_appointment_is_own
  foreign key (company_id, appointment_id) references public.appointments (company_id, id) on delete set null (appointment_id);

create trigger _100_touch_updated_at before update on public.appointments
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.appointments
  for each row execute function private.tg__tenant_stays();

-- What a customer's row says of their appointments is counted from the appointments, never added up by a client.
create function private.tg_appointments__count_for_customer() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update public.customers c
  set total_appointments = s.total, completed_appointments = s.completed, cancelled_appointments = s.cancelled,
      no_show_appointments = s.no_show, total_spent = s.spent, first_appointment_at = s.first_at, last_appointment_at = s.last_at
  from (
    select t.company_id, t.customer_id,
      count(a.id) as total,
      count(a.id) filter (where a.status = 'completed') as completed,
      count(a.id) filter (where a.status = 'cancelled') as cancelled,
      count(a.id) filter (where a.status = 'no_show') as no_show,
      coalesce(sum(a.actual_revenue) filter (where a.status = 'completed'), 0) as spent,
      min(a.start_time) as first_at,
      max(a.start_time) as last_at
    from (select new.company_id, new.customer_id union select old.company_id, old.customer_id) as t (company_id, customer_id)
    left join public.appointments a on a.company_id = t.company_id and a.customer_id = t.customer_id and a.status <> 'held'
    where t.customer_id is not null
    group by t.company_id, t.customer_id
  ) s
  where c.company_id = s.company_id and c.id = s.customer_id;
  return null;
end $$;
comment on function private.tg_appointments__count_for_customer() is 'Keeps the statistics of a customer equal to their appointments; holds do not count.';
create trigger _500_count_for_customer after insert or delete or update of status, customer_id, start_time, actual_revenue on public.appointments
  for each row execute function private.tg_appointments__count_for_customer();

alter table public.appointments enable row level security;
alter table public.appointments force row level security;
create policy select_as_member on public.appointments for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
create policy update_as_member on public.appointments for update to authenticated
  using (company_id = any ((select private.company_ids('member'))::uuid[]))
  with check (company_id = any ((select private.company_ids('member'))::uuid[]));
grant select on public.appointments to authenticated, service_role;
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
