-- Undoes bookings · calendar blocks.

drop trigger if exists _500_mark_blocks on public.appointments;
drop function if exists private.tg_appointments__mark_blocks();
drop table if exists public.calendar_blocks;
drop function if exists private.tg_calendar_blocks__mark_conflict();
drop function if exists private.appointment_in_the_way(uuid, uuid, tsrange);
drop function if exists private.is_blocked_out(uuid, uuid, tsrange);
drop type if exists public.calendar_block_type;
