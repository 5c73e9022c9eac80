-- Undoes money · settlement.

drop table if exists public.call_charges;
drop function if exists private.charge_late_usage(uuid);
drop function if exists private.settle_call(uuid);
drop function if exists private.intent_of(public.calls);
drop function if exists private.transcript_of(uuid, uuid);
drop function if exists private.may_use_models(uuid);
drop function if exists private.charge_for_call(public.calls, text, numeric);
drop function if exists private.hold_for_call(uuid);
drop type if exists public.charge_component;
