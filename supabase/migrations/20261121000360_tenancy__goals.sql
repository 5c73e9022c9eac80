-- tenancy · goals: what a company wants to reach in a day, a week, a month, a quarter or a year

create type public.goal_metric as enum ('calls', 'completed_calls', 'appointments', 'revenue', 'leads', 'conversion_rate');
comment on type public.goal_metric is
  'calls: calls begun; completed_calls: of those, answered and ended well; appointments: made, not cancelled; revenue: actual, in the company''s currency; leads: new ones; conversion_rate: calls that led to an appointment, in per cent.';
create type public.goal_period as enum ('day', 'week', 'month', 'quarter', 'year');
comment on type public.goal_period is 'How long one round of a goal is: a calendar period in the company''s time zone; weeks begin on Monday.';

create table public.company_goals (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  name text not null constraint company_goals_name_not_blank check (btrim(name) <> '' and char_length(name) <= 120),
  metric public.goal_metric not null,
  target_value numeric(14, 6) not null constraint company_goals_target_above_nothing check (target_value > 0 and target_value < 'NaN'),
  period public.goal_period not null default 'month',
  starts_on date not null default current_date constraint company_goals_start_is_a_day check (isfinite(starts_on)),
  ends_on date constraint company_goals_end_is_a_day check (isfinite(ends_on)),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint company_goals_end_after_start check (ends_on >= starts_on),
  constraint company_goals_rate_is_a_percentage check (metric <> 'conversion_rate' or target_value <= 100)
);
comment on table public.company_goals is
  'What a company wants to reach, and in how long. Written by its admins, read by its members; how far it has come is a view. Gone with the company.';
comment on column public.company_goals.target_value is 'How many; for revenue an amount in the company''s currency, for a rate a percentage.';
comment on column public.company_goals.ends_on is 'The last day on which the goal counts; null while it goes on.';

create index company_goals_company_active on public.company_goals (company_id, metric) where is_active;
create index company_goals_company on public.company_goals (company_id, starts_on);

create trigger _100_touch_updated_at before update on public.company_goals
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.company_goals
  for each row execute function private.tg__tenant_stays();

alter table public.company_goals enable row level security;
alter table public.company_goals force row level security;
create policy select_as_member on public.company_goals for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
create policy insert_as_admin on public.company_goals for insert to authenticated
  with check (company_id = any ((select private.company_ids('admin'))::uuid[]));
create policy update_as_admin on public.company_goals for update to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]))
  with check (company_id = any ((select private.company_ids('admin'))::uuid[]));
create policy delete_as_admin on public.company_goals for delete to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]));
grant select, insert, update, delete on public.company_goals to authenticated, service_role;
