-- customers · those who call and come, and what they asked to pass on

create table public.customers (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  home_branch_id uuid,
  preferred_staff_id uuid,
  first_name text,
  last_name text,
  full_name text generated always as (nullif(btrim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')), '')) stored,
  phone text,
  phone_normalized public.e164,
  email text constraint customers_email_looks_like_one check (email ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$'),
  date_of_birth date,
  gender text,
  preferred_language public.language_code,
  acquisition_source text,
  acquired_on date not null default current_date,
  call_count integer not null default 0 constraint customers_call_count_not_negative check (call_count >= 0),
  first_appointment_at timestamptz,
  last_appointment_at timestamptz,
  total_appointments integer not null default 0,
  completed_appointments integer not null default 0,
  cancelled_appointments integer not null default 0,
  no_show_appointments integer not null default 0,
  total_spent numeric(14, 6) not null default 0,
  is_active boolean not null default true,
  is_blocked boolean not null default false,
  blocked_reason text,
  erased_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (company_id, id),
  constraint customers_one_per_number unique (company_id, phone_normalized),
  constraint customers_blocked_with_a_reason check (not is_blocked or blocked_reason is not null),
  foreign key (company_id, home_branch_id) references public.branches (company_id, id) on delete set null (home_branch_id),
  foreign key (company_id, preferred_staff_id) references public.staff (company_id, id) on delete set null (preferred_staff_id)
);
comment on table public.customers is
  'A person who calls or comes. Found or made by the number that calls, edited by members, removed by erasure.';
comment on column public.customers.phone is 'The number as it was given.';
comment on column public.customers.phone_normalized is 'The same number in E.164; one customer per number and company. Null where the caller withheld it.';
comment on column public.customers.total_spent is 'Sum of what was actually taken for completed appointments, in the company''s currency; kept by trigger.';

create index customers_home_branch on public.customers (company_id, home_branch_id);
create index customers_preferred_staff on public.customers (company_id, preferred_staff_id);
create index customers_email on public.customers (company_id, email);
create index customers_name on public.customers (company_id, full_name);

create trigger _100_touch_updated_at before update on public.customers
  for each row execute function private.tg__touch_updated_at();
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

create type public.interaction_type as enum ('initial_contact', 'call', 'message', 'appointment', 'note');
comment on type public.interaction_type is 'What kind of contact a line of the timeline is; message: something the caller asked to pass on.';

create table public.customer_interactions (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  customer_id uuid not null,
  call_id uuid,
  type public.interaction_type not null,
  channel text not null default 'phone' constraint customer_interactions_channel_known check (channel in ('phone', 'sms', 'whatsapp', 'email', 'web', 'in_person')),
  content text,
  callback_number public.e164,
  recording_url text,
  occurred_at timestamptz not null default now(),
  handled_at timestamptz,
  created_at timestamptz not null default now(),
  constraint customer_interactions_message_says_something check (type <> 'message' or content is not null or recording_url is not null),
  foreign key (company_id, customer_id) references public.customers (company_id, id) on delete cascade
);
comment on table public.customer_interactions is
  'The timeline of a customer, messages among it. Written by calls, members note and tick off; gone with the customer.';
comment on column public.customer_interactions.handled_at is 'When somebody saw to a message; null while it waits.';

create index customer_interactions_customer on public.customer_interactions (company_id, customer_id, occurred_at desc);
create index customer_interactions_waiting on public.customer_interactions (company_id, occurred_at desc) where type = 'message' and handled_at is null;

create trigger _200_tenant_stays before update of company_id on public.customer_interactions
  for each row execute function private.tg__tenant_stays();

create function private.tg_customers__initial_contact() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into public.customer_interactions (company_id, customer_id, type, channel)
  values (new.company_id, new.id, 'initial_contact', case when new.acquisition_source = 'phone' then 'phone' else 'web' end);
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
