-- Undoes notices · notifications.

drop function if exists public.mark_all_notifications_read(uuid);
drop function if exists private.mark_all_notifications_read(uuid);
drop function if exists public.mark_notification_read(uuid);
drop function if exists private.mark_notification_read(uuid);
drop function if exists backend.settle_notification(uuid, integer, text, text);
drop function if exists private.notify(uuid, text, jsonb, jsonb, text, timestamptz);
drop table if exists public.notifications;
drop type if exists public.notification_status;
drop type if exists public.notification_recipient;
