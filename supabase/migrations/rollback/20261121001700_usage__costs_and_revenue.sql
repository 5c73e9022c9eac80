-- Undoes usage · costs and revenue.

drop view if exists public.company_statistics;
drop view if exists public.v_user_revenue;
drop view if exists public.v_user_costs;
drop view if exists public.v_cost_events;
drop view if exists public.v_ai_usage;
