-- Undoes telephony · messages.

drop view if exists public.email_logs;
drop view if exists public.whatsapp_message_logs;
drop view if exists public.sms_message_logs;
drop table if exists public.message_logs;
drop function if exists private.tg_message_logs__no_backward_status();
drop type if exists public.message_status;
drop type if exists public.message_channel;
