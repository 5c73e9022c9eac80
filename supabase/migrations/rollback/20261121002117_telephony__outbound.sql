-- Undoes telephony · outbound.

revoke execute on function backend.read_credential(uuid, text) from fn_api;
drop function if exists backend.call_to_end(uuid, uuid, uuid);
drop function if exists backend.fail_call_order(uuid, text);
drop function if exists backend.place_call(uuid, text);
drop function if exists backend.order_call(uuid, uuid, text, text, uuid);
drop function if exists private.why_not_to_ring(public.companies, text);
drop table if exists public.call_orders;
drop type if exists public.call_order_status;
