-- Undoes telephony · replay.

drop function if exists public.replay_delivery(uuid);
drop function if exists private.replay_delivery(uuid);
