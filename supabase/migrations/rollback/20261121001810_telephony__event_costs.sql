-- Undoes telephony · event costs.

drop view if exists public.v_telephony_events;
