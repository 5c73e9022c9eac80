-- Undoes bookings · changes.

drop function if exists public.mark_no_show(uuid);
drop function if exists private.mark_no_show(uuid);
drop function if exists public.complete_appointment(uuid, numeric);
drop function if exists private.complete_appointment(uuid, numeric);
drop function if exists public.confirm_appointment(uuid);
drop function if exists private.confirm_appointment(uuid);
drop function if exists public.cancel_appointment(uuid, text);
drop function if exists private.cancel_appointment(uuid, text);
drop function if exists public.move_appointment(uuid, timestamptz, uuid, boolean);
drop function if exists private.move_appointment(uuid, timestamptz, uuid, boolean);
drop function if exists public.book_appointment(uuid, uuid, uuid, uuid, timestamptz, uuid, public.appointment_source, text, text, uuid, boolean);
drop function if exists private.book_appointment(uuid, uuid, uuid, uuid, timestamptz, uuid, public.appointment_source, text, text, uuid, boolean);
drop function if exists public.find_free_slots(uuid, uuid, uuid, uuid, timestamptz, timestamptz, integer);
drop function if exists private.find_free_slots(uuid, uuid, uuid, uuid, timestamptz, timestamptz, integer);
drop function if exists private.set_appointment_status(uuid, uuid, public.appointment_status, public.appointment_canceller, text, numeric);
drop function if exists private.relocate(uuid, uuid, timestamptz, uuid, boolean, uuid);
drop function if exists private.require_sensible_start(timestamptz);
drop function if exists private.appointment_of_caller(uuid, public.member_role);
drop function if exists private.answer_or_refuse(jsonb);
