-- Undoes money · checks.

drop function if exists public.check_ledger(uuid);
drop function if exists backend.check_ledger(uuid);
drop function if exists private.ledger_faults(uuid);
