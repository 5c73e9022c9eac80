-- Undoes bookings · own appointments.

drop function if exists backend.last_visit(uuid);
drop function if exists backend.my_appointments(uuid, text);
drop function if exists private.appointment_words(public.appointments);
drop function if exists private.prove_caller(public.calls, text);
drop index if exists public.tool_calls_proofs;
drop function if exists private.proven_customers(public.calls);
drop function if exists private.proving_number(public.calls);
drop function if exists private.live_call(uuid);
