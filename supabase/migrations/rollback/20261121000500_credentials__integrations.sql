-- Undoes credentials · integrations.

drop table if exists private.integrations_secrets;
drop table if exists public.integrations;
drop table if exists public.integration_providers;
drop function if exists backend.record_integration_check(uuid, uuid, boolean, text);
drop function if exists backend.store_integration(uuid, uuid, uuid, text, text, jsonb, jsonb, text, text);
drop function if exists backend.integration_identity(uuid, uuid, text, text);
drop function if exists backend.read_credential_as(uuid, uuid, text);
drop function if exists backend.read_credential(uuid, text);
drop function if exists private.open_credential(uuid, text);
drop type if exists public.integration_status;
drop type if exists public.provider_type;
