-- Undoes bookings · waitlist.

drop function if exists backend.join_waitlist(uuid, uuid, uuid, date[], time, time);
drop table if exists public.waitlist_entries;
drop function if exists private.tg_waitlist_entries__days_in_order();
drop type if exists public.waitlist_status;
