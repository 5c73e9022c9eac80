-- Undoes telephony · turns.

drop function if exists backend.record_turn(uuid, integer, jsonb, jsonb, jsonb);
drop function if exists backend.recall_turn(uuid, jsonb, jsonb, bytea, integer, jsonb);
drop function if exists backend.find_integration(text, text);
drop function if exists private.ignore_delivery(uuid);
drop function if exists private.take_into_inbox(public.integrations, text, text, jsonb, bytea);
drop function if exists private.call_of_event(public.integrations, jsonb);
drop function if exists private.business_json(uuid, uuid, uuid);
