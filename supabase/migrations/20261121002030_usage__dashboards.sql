-- usage · dashboards: how a person likes to see a company, saved
--
-- Private: a dashboard is found by its person, not by a role, and leaves with the membership.

create table public.dashboards (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  profile_id uuid not null default auth.uid(),
  name text not null constraint dashboards_name_short_and_not_blank check (btrim(name) <> '' and char_length(name) <= 120),
  is_default boolean not null default false,
  layout jsonb not null default '{}' constraint dashboards_layout_is_a_small_object
    check (jsonb_typeof(layout) = 'object' and octet_length(layout::text) <= 20000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (company_id, profile_id, id),
  constraint dashboards_one_name_per_person unique (company_id, profile_id, name),
  foreign key (company_id, profile_id) references public.company_members (company_id, profile_id) on delete cascade
);
comment on table public.dashboards is
  'A saved arrangement of widgets, one person''s in one company. Read and written by that person alone; gone with the membership.';
comment on column public.dashboards.is_default is 'The one that opens first; making another the default takes this from it.';

-- Three columns, because a REST server may take a unique index on a link's own columns for a one-to-one link.
create unique index dashboards_one_default on public.dashboards (company_id, profile_id, is_default) where is_default;
-- The person first, because that is how the policies ask.
create index dashboards_person on public.dashboards (profile_id, company_id);

create trigger _100_touch_updated_at before update on public.dashboards
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.dashboards
  for each row execute function private.tg__tenant_stays();

-- As whoever writes: the policies below keep it to their own.
create function private.tg_dashboards__one_default() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  update public.dashboards d set is_default = false
  where d.company_id = new.company_id and d.profile_id = new.profile_id and d.id <> new.id and d.is_default;
  return new;
end $$;
comment on function private.tg_dashboards__one_default() is 'A new default takes the place of the old one.';
create trigger _500_one_default before insert or update of is_default on public.dashboards
  for each row when (new.is_default) execute function private.tg_dashboards__one_default();

alter table public.dashboards enable row level security;
alter table public.dashboards force row level security;
create policy select_as_oneself on public.dashboards for select to authenticated
  using (profile_id = (select auth.uid()) and company_id = any ((select private.company_ids())::uuid[]));
create policy insert_as_oneself on public.dashboards for insert to authenticated
  with check (profile_id = (select auth.uid()) and company_id = any ((select private.company_ids())::uuid[]));
create policy update_as_oneself on public.dashboards for update to authenticated
  using (profile_id = (select auth.uid()) and company_id = any ((select private.company_ids())::uuid[]))
  with check (profile_id = (select auth.uid()) and company_id = any ((select private.company_ids())::uuid[]));
create policy delete_as_oneself on public.dashboards for delete to authenticated
  using (profile_id = (select auth.uid()) and company_id = any ((select private.company_ids())::uuid[]));
grant select, delete on public.dashboards to authenticated;
grant insert (company_id, profile_id, name, is_default, layout) on public.dashboards to authenticated;
grant update (name, is_default, layout) on public.dashboards to authenticated;
grant select on public.dashboards to service_role;

create table public.dashboard_widgets (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  profile_id uuid not null default auth.uid(),
  dashboard_id uuid not null,
  type text not null constraint dashboard_widgets_type_plain check (type ~ '^[a-z][a-z0-9_]{0,49}$'),
  title text constraint dashboard_widgets_title_short check (char_length(title) <= 120),
  position smallint not null constraint dashboard_widgets_at_most_fifty check (position between 0 and 49),
  width smallint not null default 4 constraint dashboard_widgets_width_1_to_12 check (width between 1 and 12),
  height smallint not null default 4 constraint dashboard_widgets_height_1_to_12 check (height between 1 and 12),
  config jsonb not null default '{}' constraint dashboard_widgets_config_is_a_small_object
    check (jsonb_typeof(config) = 'object' and octet_length(config::text) <= 20000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- Checked when the statement is done, so that two may change places in one.
  constraint dashboard_widgets_one_per_position unique (company_id, profile_id, dashboard_id, position) deferrable initially immediate,
  foreign key (company_id, profile_id, dashboard_id) references public.dashboards (company_id, profile_id, id) on delete cascade
);
comment on table public.dashboard_widgets is
  'One tile of a dashboard: what it shows, where and how large. Read and written by the dashboard''s person alone; gone with the dashboard.';
comment on column public.dashboard_widgets.width is 'In columns of a grid of twelve; height in its rows.';
comment on column public.dashboard_widgets.type is 'What it shows, in the application''s words; the set grows without a migration.';

create index dashboard_widgets_person on public.dashboard_widgets (profile_id);

create trigger _100_touch_updated_at before update on public.dashboard_widgets
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.dashboard_widgets
  for each row execute function private.tg__tenant_stays();

alter table public.dashboard_widgets enable row level security;
alter table public.dashboard_widgets force row level security;
create policy select_as_oneself on public.dashboard_widgets for select to authenticated
  using (profile_id = (select auth.uid()) and company_id = any ((select private.company_ids())::uuid[]));
create policy insert_as_oneself on public.dashboard_widgets for insert to authenticated
  with check (profile_id = (select auth.uid()) and company_id = any ((select private.company_ids())::uuid[]));
create policy update_as_oneself on public.dashboard_widgets for update to authenticated
  using (profile_id = (select auth.uid()) and company_id = any ((select private.company_ids())::uuid[]))
  with check (profile_id = (select auth.uid()) and company_id = any ((select private.company_ids())::uuid[]));
create policy delete_as_oneself on public.dashboard_widgets for delete to authenticated
  using (profile_id = (select auth.uid()) and company_id = any ((select private.company_ids())::uuid[]));
grant select, delete on public.dashboard_widgets to authenticated;
grant insert (company_id, profile_id, dashboard_id, type, title, position, width, height, config) on public.dashboard_widgets to authenticated;
grant update (type, title, position, width, height, config) on public.dashboard_widgets to authenticated;
grant select on public.dashboard_widgets to service_role;
