-- Undoes usage · analytics.

drop function if exists public.analytics_usage(uuid, date, date);
drop function if exists private.analytics_usage(uuid, date, date);
drop function if exists public.analytics_calls(uuid, date, date, text);
drop function if exists private.analytics_calls(uuid, date, date, text);
drop function if exists public.analytics_overview(uuid, integer);
drop function if exists private.analytics_overview(uuid, integer);
drop function if exists private.require_days(date, date);
drop view if exists public.v_daily_margin;
drop view if exists public.v_call_margin;
drop view if exists public.analytics_daily;
drop view if exists public.v_call_outcomes;
