-- Undoes notices · queues.

drop trigger if exists _900_alert on public.prepaid_balances;
drop function if exists private.tg_prepaid_balances__alert();
drop trigger if exists _900_notify_owner_on_waitlist on public.waitlist_entries;
drop function if exists private.tg_waitlist_entries__notify_owner();
drop trigger if exists _900_notify_owner_on_lead on public.leads;
drop function if exists private.tg_leads__notify_owner();
drop trigger if exists _900_notify_owner_on_message on public.customer_interactions;
drop function if exists private.tg_customer_interactions__notify_owner();
drop trigger if exists _900_notify_owner_on_booking_change on public.appointments;
drop function if exists private.notify_owner_on_booking_change();
drop function if exists private.notify_owners(uuid, text, jsonb, text, uuid, uuid, uuid);
drop function if exists private.localised(jsonb, text, text);
drop function if exists private.written_wish(jsonb, text, text, text);
drop function if exists private.written_day(date, text);
drop function if exists private.written_time(timestamptz, text, text);
