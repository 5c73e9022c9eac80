-- Undoes telephony · events.

drop view if exists public.call_activities;
drop table if exists public.telephony_events;
drop table if exists public.telephony_event_types;
drop type if exists public.call_activity_type;
drop domain if exists public.cost_amount;
drop domain if exists public.seconds_passed;
