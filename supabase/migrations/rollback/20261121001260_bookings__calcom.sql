-- Undoes bookings · Cal.com.

drop table if exists public.calcom_bookings;
