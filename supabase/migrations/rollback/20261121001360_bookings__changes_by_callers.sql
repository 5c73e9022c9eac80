-- Undoes bookings · changes by callers.

drop function if exists backend.done_in_call(uuid);
drop function if exists backend.cancel_appointment(uuid, uuid);
drop function if exists backend.move_appointment(uuid, uuid, uuid, timestamptz);
drop function if exists private.why_not_changed(public.calls, public.appointments);
