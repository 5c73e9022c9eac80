-- Undoes credentials · company ai keys.

drop function if exists backend.record_company_ai_key(uuid, numeric, text, boolean, numeric, numeric, text, integer);
drop function if exists backend.store_company_ai_key(uuid, uuid, text, text, text, text);
drop function if exists backend.claim_company_ai_keys(integer);
drop function if exists public.order_ai_key(uuid, numeric, public.key_limit_reset, boolean);
drop function if exists private.order_ai_key(uuid, numeric, public.key_limit_reset, boolean);
drop table if exists public.company_ai_keys;
drop type if exists public.key_limit_reset;
