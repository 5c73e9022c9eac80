-- places · services: what can be booked, and who does it

create table public.services (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  branch_id uuid,
  name text not null constraint services_name_not_blank check (btrim(name) <> '')
    constraint services_name_not_endless check (char_length(name) <= 200),
  slug text not null constraint services_slug_plain check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  category text constraint services_category_not_endless check (char_length(category) <= 100),
  description text constraint services_description_not_endless check (char_length(description) <= 4000),
  duration_minutes integer not null default 30 constraint services_duration_sensible check (duration_minutes between 5 and 1440),
  buffer_before_minutes integer not null default 0 constraint services_buffer_before_sensible check (buffer_before_minutes between 0 and 480),
  buffer_after_minutes integer not null default 0 constraint services_buffer_after_sensible check (buffer_after_minutes between 0 and 480),
  price numeric(14, 6) constraint services_price_not_negative check (price >= 0 and price < 'NaN'),
  currency public.currency_code not null default 'EUR',
  tax_rate numeric(5, 2) constraint services_tax_rate_is_percent check (tax_rate between 0 and 100),
  available_online boolean not null default true,
  max_advance_days integer not null default 90 constraint services_max_advance_sensible check (max_advance_days between 1 and 730),
  min_advance_hours integer not null default 1 constraint services_min_advance_sensible check (min_advance_hours between 0 and 720),
  capacity integer not null default 1 constraint services_capacity_positive check (capacity > 0),
  deposit numeric(14, 6) constraint services_deposit_not_negative check (deposit >= 0 and deposit < 'NaN'),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (company_id, id),
  constraint services_one_slug_per_company unique (company_id, slug),
  foreign key (company_id, branch_id) references public.branches (company_id, id) on delete set null (branch_id)
);
comment on table public.services is 'What a caller can book. Admins edit, members read; what is no longer offered is set inactive.';
comment on column public.services.price is 'What a customer pays, in major units; null where it depends.';

create index services_branch on public.services (company_id, branch_id);

create trigger _100_touch_updated_at before update on public.services
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.services
  for each row execute function private.tg__tenant_stays();

alter table public.services enable row level security;
alter table public.services force row level security;
create policy select_as_member on public.services for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
create policy insert_as_admin on public.services for insert to authenticated
  with check (company_id = any ((select private.company_ids('admin'))::uuid[]));
create policy update_as_admin on public.services for update to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]))
  with check (company_id = any ((select private.company_ids('admin'))::uuid[]));
grant select, insert, update on public.services to authenticated;
grant select, insert, update, delete on public.services to service_role;
-- No DELETE by people: past appointments name the service.

create table public.staff_services (
  company_id uuid not null references public.companies (id) on delete cascade,
  staff_id uuid not null,
  service_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (company_id, staff_id, service_id),
  foreign key (company_id, staff_id) references public.staff (company_id, id) on delete cascade,
  foreign key (company_id, service_id) references public.services (company_id, id) on delete cascade
);
comment on table public.staff_services is 'Who does what. Admins edit, members read; gone with either side.';

create index staff_services_service on public.staff_services (company_id, service_id, staff_id);

alter table public.staff_services enable row level security;
alter table public.staff_services force row level security;
create policy select_as_member on public.staff_services for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
create policy insert_as_admin on public.staff_services for insert to authenticated
  with check (company_id = any ((select private.company_ids('admin'))::uuid[]));
create policy delete_as_admin on public.staff_services for delete to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]));
grant select, insert, delete on public.staff_services to authenticated, service_role;
-- No UPDATE: a pair is there or it is not.
