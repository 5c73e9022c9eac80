-- Undoes usage · latency.

drop function if exists public.analytics_latency(uuid, date, date);
drop function if exists private.analytics_latency(uuid, date, date);
drop view if exists public.v_turn_latency;
drop function if exists private.latency_budget(text);
