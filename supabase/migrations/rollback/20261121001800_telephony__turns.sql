-- Undoes telephony · turns.

drop function if exists backend.recall_transfer(uuid, text, integer);
drop function if exists backend.record_answer(uuid, text, text);
drop function if exists backend.record_turn(uuid, integer, jsonb, jsonb, jsonb);
drop function if exists backend.recall_turn(uuid, jsonb, jsonb, bytea, integer, jsonb, timestamptz);
drop function if exists backend.find_integration(text, text);
drop function if exists private.has_a_line_for_models(public.calls);
drop function if exists private.business_json(uuid, uuid, uuid);
