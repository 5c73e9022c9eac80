-- Undoes bookings · appointments.

drop view if exists public.active_appointments;
alter table public.message_logs drop constraint if exists message_logs_appointment_is_own;
alter table public.calls drop constraint if exists calls_appointment_is_own;
drop table if exists public.appointments;
drop function if exists private.tg_appointments__count_for_customer();
drop function if exists private.tg_appointments__what_is_over_stays();
drop function if exists private.tg_appointments__status_moves_by_its_table();
drop function if exists private.tg_appointments__note_cancellation();
drop function if exists private.appointment_may_become(public.appointment_status, public.appointment_status);
drop function if exists private.blocked_range(timestamptz, timestamptz, integer, integer);
drop type if exists public.appointment_canceller;
drop type if exists public.appointment_source;
drop type if exists public.appointment_status;
