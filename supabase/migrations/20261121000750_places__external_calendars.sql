-- places · external calendars: which event type outside stands for which service, and who serves it

create table public.calcom_event_types (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  integration_id uuid not null,
  branch_id uuid,
  service_id uuid,
  external_id text not null constraint calcom_event_types_external_id_sensible check (btrim(external_id) <> '' and char_length(external_id) <= 100),
  title text not null constraint calcom_event_types_title_sensible check (btrim(title) <> '' and char_length(title) <= 200),
  slug text not null constraint calcom_event_types_slug_plain check (slug ~ '^[a-z0-9]+([-_][a-z0-9]+)*$' and char_length(slug) <= 200),
  duration_minutes integer not null constraint calcom_event_types_duration_sensible check (duration_minutes between 5 and 1440),
  is_active boolean not null default true,
  last_synced_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (company_id, id),
  constraint calcom_event_types_mapped_once unique (company_id, integration_id, external_id),
  foreign key (company_id, integration_id) references public.integrations (company_id, id) on delete cascade,
  foreign key (company_id, branch_id) references public.branches (company_id, id) on delete set null (branch_id),
  foreign key (company_id, service_id) references public.services (company_id, id) on delete set null (service_id)
);
comment on table public.calcom_event_types is
  'An event type of the external calendar and the service it stands for. Admins map, members read, the synchronisation notes when it last looked; gone with the integration.';
comment on column public.calcom_event_types.external_id is 'The calendar''s own id of the event type.';
comment on column public.calcom_event_types.service_id is 'Null while nobody has said which service it stands for.';
comment on column public.calcom_event_types.branch_id is 'Null where it is offered at every branch.';
comment on column public.calcom_event_types.last_synced_at is 'When the calendar was last asked about it; written by the synchronisation.';

create index calcom_event_types_branch on public.calcom_event_types (company_id, branch_id);
create index calcom_event_types_service on public.calcom_event_types (company_id, service_id);

create trigger _100_touch_updated_at before update on public.calcom_event_types
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.calcom_event_types
  for each row execute function private.tg__tenant_stays();

alter table public.calcom_event_types enable row level security;
alter table public.calcom_event_types force row level security;
create policy select_as_member on public.calcom_event_types for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
create policy insert_as_admin on public.calcom_event_types for insert to authenticated
  with check (company_id = any ((select private.company_ids('admin'))::uuid[]));
create policy update_as_admin on public.calcom_event_types for update to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]))
  with check (company_id = any ((select private.company_ids('admin'))::uuid[]));
create policy delete_as_admin on public.calcom_event_types for delete to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]));
grant select, delete on public.calcom_event_types to authenticated;
grant insert (id, company_id, integration_id, branch_id, service_id, external_id, title, slug, duration_minutes, is_active)
  on public.calcom_event_types to authenticated;
grant update (branch_id, service_id, title, slug, duration_minutes, is_active) on public.calcom_event_types to authenticated;
grant select, insert, update, delete on public.calcom_event_types to service_role;
-- What it is outside (integration, external id) is fixed: another one is another row. The time of the last look is the system's own.

create table public.staff_event_types (
  company_id uuid not null references public.companies (id) on delete cascade,
  staff_id uuid not null,
  event_type_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (company_id, staff_id, event_type_id),
  foreign key (company_id, staff_id) references public.staff (company_id, id) on delete cascade,
  foreign key (company_id, event_type_id) references public.calcom_event_types (company_id, id) on delete cascade
);
comment on table public.staff_event_types is 'Who serves which event type of the external calendar. Admins edit, members read; gone with either side.';

create index staff_event_types_event_type on public.staff_event_types (company_id, event_type_id, staff_id);

alter table public.staff_event_types enable row level security;
alter table public.staff_event_types force row level security;
create policy select_as_member on public.staff_event_types for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
create policy insert_as_admin on public.staff_event_types for insert to authenticated
  with check (company_id = any ((select private.company_ids('admin'))::uuid[]));
create policy delete_as_admin on public.staff_event_types for delete to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]));
grant select, insert, delete on public.staff_event_types to authenticated, service_role;
-- No UPDATE: a pair is there or it is not.
