-- places · branches, their hours and their closed days

create table public.branches (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  name text not null constraint branches_name_not_blank check (btrim(name) <> '')
    constraint branches_name_not_endless check (char_length(name) <= 200),
  slug text not null constraint branches_slug_plain check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  branch_code text,
  street text constraint branches_street_not_endless check (char_length(street) <= 200),
  city text constraint branches_city_not_endless check (char_length(city) <= 100),
  postal_code text constraint branches_postal_code_not_endless check (char_length(postal_code) <= 20),
  country text references public.countries (code),
  latitude numeric(9, 6) constraint branches_latitude_on_earth check (latitude between -90 and 90),
  longitude numeric(9, 6) constraint branches_longitude_on_earth check (longitude between -180 and 180),
  phone public.e164,
  email text constraint branches_email_looks_like_one check (email ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$'),
  timezone public.iana_zone,
  is_primary boolean not null default false,
  is_active boolean not null default true,
  calcom_event_type_id bigint,
  calcom_location_id text constraint branches_calcom_location_id_not_endless check (char_length(calcom_location_id) <= 200),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (company_id, id),
  constraint branches_one_slug_per_company unique (company_id, slug),
  constraint branches_one_code_per_company unique (company_id, branch_code)
);
comment on table public.branches is
  'A place where a company works. The main one is opened with the company; admins edit, members read; gone with the company.';
comment on column public.branches.phone is 'Where a person answers: a call is transferred to it.';
comment on column public.branches.timezone is 'IANA zone if it differs from the company''s.';

-- Two columns, because a REST server may take a unique index on the company alone for a one-to-one link.
create unique index branches_one_primary_per_company on public.branches (company_id, is_primary) where is_primary;
create index branches_country on public.branches (country);

create trigger _100_touch_updated_at before update on public.branches
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.branches
  for each row execute function private.tg__tenant_stays();

create function private.tg_companies__open_main_branch() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into public.branches (company_id, name, slug, street, city, postal_code, country, phone, email, is_primary)
  values (new.id, new.name, 'main', new.street, new.city, new.postal_code, new.country, new.phone, new.email, true);
  return new;
end $$;
comment on function private.tg_companies__open_main_branch() is 'Every company has a main branch from its first moment.';
create trigger _500_open_main_branch after insert on public.companies
  for each row execute function private.tg_companies__open_main_branch();

alter table public.branches enable row level security;
alter table public.branches force row level security;
create policy select_as_member on public.branches for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
create policy insert_as_admin on public.branches for insert to authenticated
  with check (company_id = any ((select private.company_ids('admin'))::uuid[]));
create policy update_as_admin on public.branches for update to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]))
  with check (company_id = any ((select private.company_ids('admin'))::uuid[]));
grant select on public.branches to authenticated;
grant insert (
  id, company_id, name, slug, branch_code, street, city, postal_code, country, latitude, longitude, phone, email, timezone, is_active,
  calcom_event_type_id, calcom_location_id
) on public.branches to authenticated;
grant update (
  name, slug, branch_code, street, city, postal_code, country, latitude, longitude, phone, email, timezone, is_active,
  calcom_event_type_id, calcom_location_id
) on public.branches to authenticated;
grant select, insert, update, delete on public.branches to service_role;
-- No DELETE by people: a branch that closes is set inactive, its appointments remain. is_primary is swapped by set_primary_branch.

create function private.set_primary_branch(p_branch_id uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_company_id uuid;
begin
  select b.company_id into v_company_id from public.branches b where b.id = p_branch_id and b.company_id = any (private.company_ids());
  if not found then
    raise exception using errcode = 'PT404', message = 'branch_not_found';
  end if;
  perform private.require_role(auth.uid(), v_company_id, 'admin');
  -- Locked, because the index that keeps it to one is checked row by row: two swaps at once would fail in it.
  perform from public.companies c where c.id = v_company_id for no key update;
  update public.branches set is_primary = false where company_id = v_company_id and is_primary and id <> p_branch_id;
  update public.branches set is_primary = true where company_id = v_company_id and id = p_branch_id and not is_primary;
end $$;
comment on function private.set_primary_branch(uuid) is 'Makes a branch the main one of its company. Refuses branch_not_found or role_too_low.';
grant execute on function private.set_primary_branch(uuid) to authenticated;

create function public.set_primary_branch(p_branch_id uuid) returns void
language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
  select private.set_primary_branch(p_branch_id);
end;
comment on function public.set_primary_branch(uuid) is 'Makes a branch the main one of its company, in place of the one before. For admins. Refuses branch_not_found, role_too_low.';
grant execute on function public.set_primary_branch(uuid) to authenticated;

create table public.staff (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  branch_id uuid,
  profile_id uuid,
  role text not null default 'practitioner' constraint staff_role_known check (role in ('receptionist', 'manager', 'practitioner', 'assistant', 'other')),
  first_name text not null constraint staff_first_name_not_blank check (btrim(first_name) <> '')
    constraint staff_first_name_not_endless check (char_length(first_name) <= 100),
  last_name text not null default '' constraint staff_last_name_not_endless check (char_length(last_name) <= 100),
  display_name text not null constraint staff_display_name_not_blank check (btrim(display_name) <> '')
    constraint staff_display_name_not_endless check (char_length(display_name) <= 200),
  employee_id text,
  email text constraint staff_email_looks_like_one check (email ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$'),
  phone public.e164,
  title text constraint staff_title_not_endless check (char_length(title) <= 100),
  specialties text[] not null default '{}' constraint staff_specialties_not_endless check (char_length(array_to_string(specialties, ',')) <= 2000),
  bio text constraint staff_bio_not_endless check (char_length(bio) <= 4000),
  calcom_user_id bigint,
  google_calendar_id text constraint staff_google_calendar_id_not_endless check (char_length(google_calendar_id) <= 300),
  is_available boolean not null default true,
  color_code text constraint staff_color_is_hex check (color_code ~ '^#[0-9a-fA-F]{6}$'),
  notification_preferences jsonb not null default '{}'
    constraint staff_notification_preferences_not_endless check (char_length(notification_preferences::text) <= 4000),
  hired_on date,
  terminated_on date,
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (company_id, id),
  constraint staff_one_email_per_company unique (company_id, email),
  constraint staff_one_employee_id_per_company unique (company_id, employee_id),
  constraint staff_hired_before_terminated check (terminated_on >= hired_on),
  foreign key (company_id, branch_id) references public.branches (company_id, id) on delete set null (branch_id),
  -- Only a member can be linked: who else has an account is nobody's business.
  foreign key (company_id, profile_id) references public.company_members (company_id, profile_id) on delete set null (profile_id)
);
comment on table public.staff is 'The people who do the work that is booked. Admins edit, members read; who leaves is set inactive.';
comment on column public.staff.display_name is 'How a caller hears the name, title included: Dr. Anna Keller.';

create index staff_branch on public.staff (company_id, branch_id);
create index staff_profile on public.staff (company_id, profile_id);

create trigger _100_touch_updated_at before update on public.staff
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.staff
  for each row execute function private.tg__tenant_stays();

alter table public.staff enable row level security;
alter table public.staff force row level security;
create policy select_as_member on public.staff for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
create policy insert_as_admin on public.staff for insert to authenticated
  with check (company_id = any ((select private.company_ids('admin'))::uuid[]));
create policy update_as_admin on public.staff for update to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]))
  with check (company_id = any ((select private.company_ids('admin'))::uuid[]));
grant select, insert, update on public.staff to authenticated;
grant select, insert, update, delete on public.staff to service_role;
-- No DELETE by people: past appointments name them.

create table public.working_hours (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  branch_id uuid,
  staff_id uuid,
  weekday smallint not null constraint working_hours_weekday_iso check (weekday between 1 and 7),
  opens time not null,
  closes time not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint working_hours_of_branch_or_person check (num_nonnulls(branch_id, staff_id) = 1),
  constraint working_hours_close_after_opening check (closes > opens),
  -- The company first: the rule is checked before the link, and would else answer about hours of another company's branch.
  constraint working_hours_no_overlap exclude using gist (
    company_id with =,
    (coalesce(branch_id, staff_id)) with =,
    weekday with =,
    int4range((extract(epoch from opens) / 60)::integer, (extract(epoch from closes) / 60)::integer) with &&
  ),
  foreign key (company_id, branch_id) references public.branches (company_id, id) on delete cascade,
  foreign key (company_id, staff_id) references public.staff (company_id, id) on delete cascade
);
comment on table public.working_hours is
  'Open spans of a branch, or of a person where they differ from the branch, in local wall time; several a day. Admins edit, members read.';
comment on column public.working_hours.weekday is 'ISO: Monday is 1, Sunday is 7.';

create index working_hours_branch on public.working_hours (company_id, branch_id, weekday);
create index working_hours_staff on public.working_hours (company_id, staff_id, weekday);

create trigger _100_touch_updated_at before update on public.working_hours
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.working_hours
  for each row execute function private.tg__tenant_stays();

alter table public.working_hours enable row level security;
alter table public.working_hours force row level security;
create policy select_as_member on public.working_hours for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
create policy insert_as_admin on public.working_hours for insert to authenticated
  with check (company_id = any ((select private.company_ids('admin'))::uuid[]));
create policy update_as_admin on public.working_hours for update to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]))
  with check (company_id = any ((select private.company_ids('admin'))::uuid[]));
create policy delete_as_admin on public.working_hours for delete to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]));
grant select, insert, update, delete on public.working_hours to authenticated, service_role;

create table public.closures (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  branch_id uuid,
  staff_id uuid,
  starts_on date not null,
  ends_on date not null,
  reason text not null default '' constraint closures_reason_not_endless check (char_length(reason) <= 500),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint closures_end_not_before_start check (ends_on >= starts_on),
  constraint closures_within_the_calendar check (starts_on >= '2000-01-01' and ends_on <= '9999-12-31'),
  constraint closures_of_company_branch_or_person check (num_nonnulls(branch_id, staff_id) <= 1),
  foreign key (company_id, branch_id) references public.branches (company_id, id) on delete cascade,
  foreign key (company_id, staff_id) references public.staff (company_id, id) on delete cascade
);
comment on table public.closures is
  'Whole local days without work: of a person, of a branch, or of the whole company where neither is named. Admins edit, members read.';

create index closures_branch on public.closures (company_id, branch_id, ends_on);
create index closures_staff on public.closures (company_id, staff_id, ends_on);

create trigger _100_touch_updated_at before update on public.closures
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.closures
  for each row execute function private.tg__tenant_stays();

alter table public.closures enable row level security;
alter table public.closures force row level security;
create policy select_as_member on public.closures for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
create policy insert_as_admin on public.closures for insert to authenticated
  with check (company_id = any ((select private.company_ids('admin'))::uuid[]));
create policy update_as_admin on public.closures for update to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]))
  with check (company_id = any ((select private.company_ids('admin'))::uuid[]));
create policy delete_as_admin on public.closures for delete to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]));
grant select, insert, update, delete on public.closures to authenticated, service_role;
