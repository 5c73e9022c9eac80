-- Undoes telephony · inbox.

drop table if exists public.webhook_dead_letter_queue;
drop table if exists public.webhook_events;
drop function if exists private.tg_webhook_events__delivery_stays();
drop type if exists public.delivery_status;
