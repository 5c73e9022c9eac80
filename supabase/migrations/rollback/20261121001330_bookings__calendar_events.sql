-- Undoes bookings · calendar events.

drop view if exists public.calendar_events;
