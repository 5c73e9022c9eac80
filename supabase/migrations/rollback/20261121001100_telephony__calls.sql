-- Undoes telephony · calls.

drop index if exists public.customer_interactions_call;
alter table public.customer_interactions drop constraint if exists customer_interactions_call_is_own;
drop table if exists public.tool_calls;
drop table if exists public.call_turns;
drop table if exists public.calls;
drop function if exists private.tg_calls__no_backward_status();
drop function if exists private.tg_calls__note_last_use();
drop function if exists private.tg_calls__note_grade();
drop type if exists public.turn_speaker;
drop type if exists public.call_status;
drop type if exists public.finding_source;
drop type if exists public.call_direction;
