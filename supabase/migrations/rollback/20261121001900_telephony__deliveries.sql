-- Undoes telephony · deliveries.

drop function if exists backend.close_abandoned_calls(integer);
drop function if exists backend.fail_delivery(uuid, text);
drop function if exists backend.apply_delivery(uuid, jsonb);
drop function if exists backend.claim_deliveries(integer);
drop function if exists backend.take_delivery(uuid, text, text, jsonb, bytea, jsonb, timestamptz);
drop function if exists private.fail_delivery(uuid, text);
drop function if exists private.apply_delivery(uuid, public.integrations, jsonb, timestamptz);
