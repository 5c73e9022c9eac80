-- Undoes telephony · event costs.

drop view if exists public.v_call_provider_costs;
drop view if exists public.v_telephony_events;
