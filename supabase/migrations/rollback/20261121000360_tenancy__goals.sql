-- Undoes tenancy · goals.

drop table if exists public.company_goals;
drop type if exists public.goal_period;
drop type if exists public.goal_metric;
