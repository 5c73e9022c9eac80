-- Undoes notices · confirmations.

drop function if exists backend.send_confirmation(uuid, text, text);
drop function if exists private.to_confirm(public.calls);
