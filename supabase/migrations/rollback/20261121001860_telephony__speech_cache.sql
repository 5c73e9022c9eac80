-- Undoes telephony · speech cache.

drop function if exists backend.read_speech(uuid);
drop function if exists backend.keep_speech(uuid, bytea, integer, bytea);
drop function if exists backend.find_speech(uuid, bytea);
drop table if exists private.speech_cache;
