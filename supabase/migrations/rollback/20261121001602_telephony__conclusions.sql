-- Undoes telephony · conclusions.

drop function if exists private.conclude_call(uuid);
drop function if exists private.sentiment_of(public.calls, jsonb);
drop function if exists private.summary_of(public.calls, jsonb);
drop function if exists private.how_it_went(public.calls, jsonb, boolean, text, jsonb);
drop function if exists private.who_rang(public.calls, jsonb);
drop function if exists private.callback_number(public.calls);
drop function if exists private.left_for_owner(public.calls, jsonb);
drop function if exists private.waits_for(public.calls, jsonb);
drop function if exists private.appointments_done(public.calls, text, jsonb);
drop function if exists private.written_appointment(uuid, text, uuid, jsonb);
drop function if exists private.course_of(public.calls);
