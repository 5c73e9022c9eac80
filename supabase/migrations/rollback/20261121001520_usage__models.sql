-- Undoes usage · models.

drop function if exists private.log_attempts(public.calls, integer, jsonb);
drop function if exists private.resting_models(uuid);
drop function if exists private.last_success(uuid, uuid, text);
drop function if exists private.voice_of(uuid);
drop function if exists private.models_of(uuid);
