-- Undoes places · external calendars.

drop table if exists public.staff_event_types;
drop table if exists public.calcom_event_types;
