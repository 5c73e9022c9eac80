-- Undoes credentials · ai settings.

drop function if exists backend.read_openrouter_provisioning_key(uuid, text);
drop function if exists backend.read_openrouter_key(uuid, text);
drop function if exists private.open_user_ai_key(bytea, text);
drop function if exists backend.find_user_ai_settings(uuid);
drop function if exists backend.store_user_ai_settings(uuid, text, text, text, text, text);
drop table if exists private.user_ai_settings_secrets;
drop table if exists public.user_ai_settings;
drop function if exists private.tg_user_ai_settings_secrets__tell_which();
