-- bookings · Cal.com: each booking of the external calendar as it was last seen

create table public.calcom_bookings (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  integration_id uuid not null,
  appointment_id uuid,
  calcom_booking_id bigint,
  uid text not null constraint calcom_bookings_uid_sensible check (char_length(uid) between 1 and 200),
  event_type_id bigint,
  status text not null constraint calcom_bookings_status_plain check (status ~ '^[a-z][a-z_]{0,39}$'),
  title text,
  start_time timestamptz not null,
  end_time timestamptz not null,
  attendee_name text,
  attendee_email text,
  attendee_phone text,
  attendee_timezone text,
  cancellation_reason text,
  rescheduled_from_uid text,
  raw jsonb not null,
  provider_updated_at timestamptz,
  last_seen_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint calcom_bookings_one_per_uid unique (integration_id, uid),
  constraint calcom_bookings_end_after_start check (end_time > start_time),
  constraint calcom_bookings_raw_is_an_object check (jsonb_typeof(raw) = 'object'),
  foreign key (company_id, integration_id) references public.integrations (company_id, id) on delete cascade,
  foreign key (company_id, appointment_id) references public.appointments (company_id, id) on delete set null (appointment_id)
);
comment on table public.calcom_bookings is
  'A booking of Cal.com as it was last seen there, linked to the appointment it is here. Written by the system alone, read by members, gone with the integration.';
comment on column public.calcom_bookings.uid is 'Cal.com''s public id; a reschedule there makes a new one. Unique per integration.';
comment on column public.calcom_bookings.status is 'In Cal.com''s own small letters: accepted, pending, cancelled, rejected. What it means here is the appointment''s status.';
comment on column public.calcom_bookings.rescheduled_from_uid is 'The uid that this booking took the place of.';
comment on column public.calcom_bookings.raw is 'The booking as Cal.com sent it. Whatever a rule or a report needs has a column of its own.';
comment on column public.calcom_bookings.provider_updated_at is 'When Cal.com changed it: what is older than what we know is not written over it.';

create index calcom_bookings_integration on public.calcom_bookings (company_id, integration_id, start_time);
create index calcom_bookings_appointment on public.calcom_bookings (company_id, appointment_id);

create trigger _100_touch_updated_at before update on public.calcom_bookings
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.calcom_bookings
  for each row execute function private.tg__tenant_stays();

alter table public.calcom_bookings enable row level security;
alter table public.calcom_bookings force row level security;
create policy select_as_member on public.calcom_bookings for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
grant select on public.calcom_bookings to authenticated;
grant select, insert, update, delete on public.calcom_bookings to service_role;
-- No INSERT, UPDATE or DELETE by people: Cal.com decides what it holds; change the appointment, and the calendar follows.
