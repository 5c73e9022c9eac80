-- Undoes notices · templates.

drop function if exists private.find_template(uuid, text, public.notification_channel, text);
drop function if exists private.render_template(text, jsonb);
drop table if exists public.company_notification_templates;
drop table if exists public.notification_templates;
drop type if exists public.notification_channel;
