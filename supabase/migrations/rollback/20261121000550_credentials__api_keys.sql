-- Undoes credentials · api keys.

drop function if exists backend.verify_api_key(text, bytea, inet, public.api_permission);
drop function if exists public.revoke_api_key(uuid);
drop function if exists private.revoke_api_key(uuid);
drop function if exists public.create_api_key(uuid, text, public.api_permission[], timestamptz, integer, cidr[]);
drop function if exists private.create_api_key(uuid, text, public.api_permission[], timestamptz, integer, cidr[]);
drop table if exists private.api_keys_secrets;
drop table if exists public.api_keys;
drop function if exists private.tg_api_keys__forget_hash();
drop type if exists public.api_permission;
