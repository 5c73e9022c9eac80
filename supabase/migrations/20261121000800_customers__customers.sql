-- customers · those who call and come, and what they asked to pass on

create extension if not exists pg_trgm with schema extensions;
-- Lets one GIN index begin with the company.
create extension if not exists btree_gin with schema extensions;

-- How names and words are compared: small letters, no accents, and both ways of writing an umlaut alike. Said in letters rather than
-- left to the database's locale, so that a search finds the same everywhere.
create function private.search_form(p_text text) returns text
language plpgsql immutable strict parallel safe set search_path = pg_catalog, pg_temp as $$
begin
  return btrim(regexp_replace(replace(replace(replace(replace(translate(lower(p_text),
    'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝàáâãäåæçèéêëìíîïðñòóôõöøùúûüýÿĀāĂăĄąĆćĈĉĊċČčĎďĐđĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĨĩĪīĬĭĮįİıĴĵĶķĹĺĻļĽľŁłŃńŅņŇňŌōŎŏŐőŒœŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽžȘșȚț',
    'aaaaaaaceeeeiiiidnoooooouuuuyaaaaaaaceeeeiiiidnoooooouuuuyyaaaaaaccccccccddddeeeeeeeeeegggggggghhiiiiiiiiiijjkkllllllllnnnnnnoooooooorrrrrrssssssssttttuuuuuuuuuuuuwwyyyzzzzzzsstt'),
    'ß', 'ss'), 'ae', 'a'), 'oe', 'o'), 'ue', 'u'), '\s+', ' ', 'g'));
end $$;
comment on function private.search_form(text) is 'A text as it is compared in searches: Müller, MUELLER and Muller are one.';
grant execute on function private.search_form(text) to authenticated, service_role, frontdesk_eraser;

-- A number as somebody wrote it, in E.164, read as one dials in that country. All countries of ours drop a leading zero.
create function private.normalize_phone(p_phone text, p_country text) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  v_calling_code text;
  v_number text;
begin
  if p_phone !~ '^[+0-9 ()/.–-]+$' then
    return null;
  end if;
  select c.calling_code into v_calling_code from public.countries c where c.code = p_country;
  v_number := regexp_replace(replace(p_phone, '(0)', ''), '[^+0-9]', '', 'g');
  v_number := case
    when v_number like '+%' then v_number
    when v_number like '00%' then '+' || substr(v_number, 3)
    when v_number like '0%' then v_calling_code || substr(v_number, 2)
  end;
  if starts_with(v_number, v_calling_code || '0') then
    v_number := v_calling_code || substr(v_number, length(v_calling_code) + 2);
  end if;
  return case when v_number ~ '^\+[1-9][0-9]{6,14}$' then v_number end;
end $$;
comment on function private.normalize_phone(text, text) is
  'A telephone number in E.164, or null where what was written is none: 0152 555 01234 in DE is +4915255501234.';

create function private.tg__normalize_phone() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  new.phone_normalized := private.normalize_phone(new.phone, (select c.country from public.companies c where c.id = new.company_id));
  return new;
end $$;
comment on function private.tg__normalize_phone() is 'Fills in the E.164 form of a number that was written without one, or was changed.';

create table public.customers (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  home_branch_id uuid,
  preferred_staff_id uuid,
  first_name text constraint customers_first_name_not_endless check (char_length(first_name) <= 200),
  last_name text constraint customers_last_name_not_endless check (char_length(last_name) <= 200),
  full_name text generated always as (nullif(btrim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')), '')) stored,
  phone text constraint customers_phone_not_endless check (char_length(phone) <= 50),
  phone_normalized public.e164,
  email text constraint customers_email_looks_like_one check (email ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$' and char_length(email) <= 254),
  date_of_birth date constraint customers_born_in_living_memory check (date_of_birth >= '1880-01-01' and date_of_birth < '2200-01-01'),
  gender text constraint customers_gender_not_endless check (char_length(gender) <= 50),
  preferred_language public.language_code,
  acquisition_source text constraint customers_acquisition_source_not_endless check (char_length(acquisition_source) <= 100),
  acquired_on date not null default current_date
    constraint customers_acquired_within_the_calendar check (acquired_on >= '1900-01-01' and acquired_on < '2200-01-01'),
  call_count integer not null default 0 constraint customers_call_count_not_negative check (call_count >= 0),
  first_appointment_at timestamptz,
  last_appointment_at timestamptz,
  total_appointments integer not null default 0,
  completed_appointments integer not null default 0,
  cancelled_appointments integer not null default 0,
  no_show_appointments integer not null default 0,
  total_spent numeric(14, 6) not null default 0 constraint customers_total_spent_not_negative check (total_spent >= 0 and total_spent < 'NaN'),
  is_active boolean not null default true,
  is_blocked boolean not null default false,
  blocked_reason text constraint customers_blocked_reason_not_endless check (char_length(blocked_reason) <= 500),
  erased_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (company_id, id),
  constraint customers_one_per_number unique (company_id, phone_normalized),
  constraint customers_blocked_with_a_reason check (not is_blocked or coalesce(btrim(blocked_reason), '') <> ''),
  constraint customers_appointments_add_up check (
    least(completed_appointments, cancelled_appointments, no_show_appointments) >= 0
    and completed_appointments + cancelled_appointments + no_show_appointments <= total_appointments),
  foreign key (company_id, home_branch_id) references public.branches (company_id, id) on delete set null (home_branch_id),
  foreign key (company_id, preferred_staff_id) references public.staff (company_id, id) on delete set null (preferred_staff_id)
);
comment on table public.customers is
  'A person who calls or comes. Found or made by the number that calls, edited by members, removed by erasure.';
comment on column public.customers.phone is 'The number as it was given.';
comment on column public.customers.phone_normalized is 'The same number in E.164; one customer per number and company. Null where the caller withheld it; worked out from phone where only that is written.';
comment on column public.customers.total_spent is 'Sum of what was actually taken for completed appointments, in the company''s currency at the rate of the day; what was taken in one without a rate is left out. Kept by trigger.';

create index customers_home_branch on public.customers (company_id, home_branch_id);
create index customers_preferred_staff on public.customers (company_id, preferred_staff_id);
create index customers_email on public.customers (company_id, lower(email));
create index customers_name on public.customers (company_id, full_name);
create index customers_search on public.customers using gin (
  company_id, (private.search_form(full_name)) extensions.gin_trgm_ops, lower(email) extensions.gin_trgm_ops, phone_normalized extensions.gin_trgm_ops);

create trigger _100_touch_updated_at before update on public.customers
  for each row execute function private.tg__touch_updated_at();
create trigger _100_normalize_phone before insert on public.customers
  for each row when (new.phone is not null and new.phone_normalized is null) execute function private.tg__normalize_phone();
create trigger _100_normalize_changed_phone before update of phone on public.customers
  for each row when (new.phone is distinct from old.phone and new.phone_normalized is not distinct from old.phone_normalized)
  execute function private.tg__normalize_phone();
create trigger _200_tenant_stays before update of company_id on public.customers
  for each row execute function private.tg__tenant_stays();

alter table public.customers enable row level security;
alter table public.customers force row level security;
create policy select_as_member on public.customers for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
create policy insert_as_member on public.customers for insert to authenticated
  with check (company_id = any ((select private.company_ids('member'))::uuid[]));
create policy update_as_member on public.customers for update to authenticated
  using (company_id = any ((select private.company_ids('member'))::uuid[]))
  with check (company_id = any ((select private.company_ids('member'))::uuid[]));
grant select on public.customers to authenticated;
grant insert (
  id, company_id, home_branch_id, preferred_staff_id, first_name, last_name, phone, phone_normalized, email, date_of_birth,
  gender, preferred_language, acquisition_source, acquired_on
) on public.customers to authenticated;
grant update (
  home_branch_id, preferred_staff_id, first_name, last_name, phone, phone_normalized, email, date_of_birth, gender,
  preferred_language, acquisition_source, acquired_on, is_active, is_blocked, blocked_reason
) on public.customers to authenticated;
grant select, insert, update, delete on public.customers to service_role;
-- No DELETE by people: a person is removed by erasure, which reports what it did. Statistics are the system's own.

create type public.interaction_type as enum ('initial_contact', 'call', 'message', 'appointment', 'note', 'correspondence', 'lead');
comment on type public.interaction_type is
  'What kind of contact a line of the timeline is; message: something the caller asked to pass on; correspondence: an SMS, WhatsApp message or email, in or out; lead: they came from one.';

create table public.customer_interactions (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  customer_id uuid not null,
  call_id uuid,
  appointment_id uuid,
  message_log_id uuid,
  lead_id uuid,
  note_id uuid,
  type public.interaction_type not null,
  event text constraint customer_interactions_event_known check (
    event in ('booked', 'moved', 'cancelled', 'completed', 'no_show', 'failed', 'busy', 'no_answer', 'inbound', 'outbound', 'converted')),
  channel text not null default 'phone' constraint customer_interactions_channel_known check (channel in ('phone', 'sms', 'whatsapp', 'email', 'web', 'in_person')),
  content text constraint customer_interactions_content_not_endless check (char_length(content) <= 100000),
  appointment_start timestamptz,
  callback_number public.e164,
  recording_url text,
  occurred_at timestamptz not null default now()
    constraint customer_interactions_occurred_within_the_calendar check (occurred_at >= '2000-01-01' and occurred_at < '2200-01-01'),
  handled_at timestamptz,
  created_at timestamptz not null default now(),
  constraint customer_interactions_message_says_something check (type <> 'message' or content is not null or recording_url is not null),
  foreign key (company_id, customer_id) references public.customers (company_id, id) on delete cascade
);
comment on table public.customer_interactions is
  'The timeline of a customer: every contact, one line each, messages for the owner among it. Written by triggers from calls, appointments, correspondence, notes and leads; members note and tick off. Gone with the customer.';
comment on column public.customer_interactions.event is
  'What happened: to the appointment (booked, moved …), how the call ended (completed, no_answer …), which way the correspondence went.';
comment on column public.customer_interactions.channel is 'How the contact came about; for an appointment, how that was made.';
comment on column public.customer_interactions.content is 'Words of a message or note. Calls, appointments and correspondence say theirs in their own rows.';
comment on column public.customer_interactions.appointment_start is 'When the appointment was to start, as of this line.';
comment on column public.customer_interactions.handled_at is 'When somebody saw to a message; null while it waits.';

create index customer_interactions_customer on public.customer_interactions (company_id, customer_id, occurred_at desc);
create index customer_interactions_waiting on public.customer_interactions (company_id, occurred_at desc) where type = 'message' and handled_at is null;

create trigger _200_tenant_stays before update of company_id on public.customer_interactions
  for each row execute function private.tg__tenant_stays();

create function private.tg_customers__initial_contact() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into public.customer_interactions (company_id, customer_id, type, channel)
  values (new.company_id, new.id, 'initial_contact', case when new.acquisition_source in ('phone', 'sms', 'whatsapp') then new.acquisition_source else 'web' end);
  return new;
end $$;
comment on function private.tg_customers__initial_contact() is 'A customer''s timeline begins with how they first came.';
create trigger _500_initial_contact after insert on public.customers
  for each row execute function private.tg_customers__initial_contact();

alter table public.customer_interactions enable row level security;
alter table public.customer_interactions force row level security;
create policy select_as_member on public.customer_interactions for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
create policy insert_as_member on public.customer_interactions for insert to authenticated
  with check (company_id = any ((select private.company_ids('member'))::uuid[]) and type = 'note');
create policy update_as_member on public.customer_interactions for update to authenticated
  using (company_id = any ((select private.company_ids('member'))::uuid[]))
  with check (company_id = any ((select private.company_ids('member'))::uuid[]));
grant select on public.customer_interactions to authenticated;
grant insert (company_id, customer_id, type, channel, content, occurred_at) on public.customer_interactions to authenticated;
grant update (handled_at) on public.customer_interactions to authenticated;
grant select, insert, update, delete on public.customer_interactions to service_role;
-- No DELETE by people: the timeline goes with its customer.
