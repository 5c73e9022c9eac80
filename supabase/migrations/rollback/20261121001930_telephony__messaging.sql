-- Undoes telephony · messaging.

drop function if exists backend.rebuild_message(uuid, uuid, jsonb);
drop function if exists private.take_message_event(public.integrations, jsonb, timestamptz);
drop function if exists private.message_of_event(public.integrations, jsonb, timestamptz);
drop function if exists private.honour_opt_word(public.message_logs, text);
drop function if exists private.opt_word(text);
