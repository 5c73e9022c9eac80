-- Undoes telephony · prices.

revoke execute on function backend.read_credential(uuid, text), backend.take_delivery(uuid, text, text, jsonb, bytea, jsonb, timestamptz) from fn_billing;
drop function if exists backend.unpriced_messages(text[], integer, integer);
drop function if exists backend.unpriced_calls(text[], integer, integer);
drop function if exists private.price_tries(interval);
drop index if exists public.message_logs_unpriced;
drop index if exists public.calls_ended;
