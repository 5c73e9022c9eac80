-- Undoes telephony · fold.

drop function if exists private.take_call_event(public.calls, jsonb, uuid, timestamptz);
drop function if exists private.keep_recording(public.calls, jsonb);
drop function if exists private.fold_call(public.calls);
drop function if exists private.add_call_event(public.calls, jsonb, uuid, timestamptz);
drop function if exists private.event_status(jsonb);
drop function if exists private.ignore_delivery(uuid);
drop function if exists private.take_into_inbox(uuid, text, text, jsonb, bytea, jsonb, timestamptz);
drop function if exists private.call_of_event(public.integrations, jsonb, timestamptz);
drop function if exists private.event_instant(jsonb, timestamptz);
drop function if exists private.link_caller(public.calls);
