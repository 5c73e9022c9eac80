-- Undoes money · topups.

drop table if exists public.balance_topups;
drop function if exists private.tg_balance_topups__post();
drop function if exists private.tg_balance_topups__forward_only();
drop function if exists private.tg_balance_topups__begins_pending();
drop type if exists public.topup_status;
drop type if exists public.topup_method;
