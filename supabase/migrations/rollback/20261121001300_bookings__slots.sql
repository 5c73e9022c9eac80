-- Undoes bookings · slots.

drop function if exists backend.name_caller(uuid, text);
drop function if exists backend.take_message(uuid, text, text, text);
drop function if exists private.number_of_caller(public.calls);
drop function if exists private.same_words(text);
drop function if exists backend.book_appointment(uuid, uuid, uuid, timestamptz);
drop function if exists backend.hold_slot(uuid, uuid, uuid, timestamptz);
drop function if exists backend.find_slots(uuid, uuid, uuid, timestamptz, timestamptz, integer);
drop function if exists private.take_slot(uuid, uuid, uuid, timestamptz, public.appointment_status);
drop function if exists private.occupy(public.appointments, boolean);
drop function if exists private.wanted_appointment(public.services, uuid, public.appointment_status, public.appointment_source);
drop function if exists private.booked_before(public.calls, jsonb, timestamptz);
drop function if exists private.still_stands(uuid, jsonb);
drop function if exists private.note_done(public.calls, text, jsonb, jsonb);
drop function if exists private.done_before(public.calls, text, jsonb);
drop function if exists private.customer_of_call(uuid);
drop function if exists private.new_appointment_code(uuid);
drop function if exists private.refused_slot(uuid, uuid, uuid, uuid, timestamptz, timestamptz, uuid, uuid);
drop function if exists private.nearest_slots(uuid, uuid, uuid, uuid, timestamptz, timestamptz, uuid, uuid);
drop function if exists private.why_not_free(uuid, uuid, uuid, uuid, timestamptz, timestamptz);
drop function if exists private.free_slots(uuid, uuid, uuid, uuid, timestamptz, timestamptz, timestamptz, uuid, uuid);
