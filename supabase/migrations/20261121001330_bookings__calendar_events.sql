-- bookings · calendar events: everything that takes up time, under one shape

create view public.calendar_events with (security_invoker = true) as
  select a.id, a.company_id, s.profile_id as user_id, a.staff_id,
    coalesce(a.title, v.name, '') as title, a.start_time, a.end_time,
    'appointment'::text as event_type, a.status::text as status,
    coalesce(v.name, a.title, '') as service_type, a.expected_revenue, a.actual_revenue, a.currency::text as currency,
    c.full_name as contact_person, c.email as contact_email, coalesce(c.phone_normalized::text, c.phone) as contact_phone,
    coalesce(a.calcom_booking_uid, a.google_event_id, a.external_id) as external_id, a.source::text as source,
    a.branch_id, a.customer_id, false as is_conflict
  from public.appointments a
  join public.customers c on c.company_id = a.company_id and c.id = a.customer_id
  left join public.staff s on s.company_id = a.company_id and s.id = a.staff_id
  left join public.services v on v.company_id = a.company_id and v.id = a.service_id
  where a.status <> 'held' or a.held_until > now()
  union all
  select k.id, k.company_id, s.profile_id, k.staff_id,
    coalesce(k.title, ''), k.starts_at, k.ends_at,
    k.type::text, 'confirmed', null, null, null, null, null, null, null,
    k.external_id, k.source, k.branch_id, null, k.is_conflict
  from public.calendar_blocks k
  join public.staff s on s.company_id = k.company_id and s.id = k.staff_id;
comment on view public.calendar_events is
  'Appointments (event_type appointment, in every status, holds while they last) and calendar blocks (absence, meeting, busy; status confirmed) as one calendar. user_id is the member that the person is linked to. is_conflict: the block lands on an appointment.';
grant select on public.calendar_events to authenticated, service_role;
