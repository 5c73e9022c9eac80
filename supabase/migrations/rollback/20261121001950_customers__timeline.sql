-- Undoes customers · timeline.

drop trigger if exists _500_on_timeline_at_once on public.message_logs;
drop trigger if exists _500_on_timeline on public.message_logs;
drop trigger if exists _500_on_timeline_at_once on public.appointments;
drop trigger if exists _500_on_timeline on public.appointments;
drop trigger if exists _500_on_timeline_at_once on public.calls;
drop trigger if exists _500_on_timeline on public.calls;
drop function if exists private.tg_message_logs__on_timeline();
drop function if exists private.tg_appointments__on_timeline();
drop function if exists private.tg_calls__on_timeline();
drop index if exists public.customer_interactions_one_line_a_letter;
drop index if exists public.customer_interactions_one_line_a_call;
drop index if exists public.customer_interactions_message_log;
drop index if exists public.customer_interactions_appointment;
alter table public.customer_interactions drop constraint if exists customer_interactions_message_log_is_own;
alter table public.customer_interactions drop constraint if exists customer_interactions_appointment_is_own;
