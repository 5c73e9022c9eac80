-- Undoes money · ledger.

drop trigger if exists _500_open_balance on public.companies;
drop table if exists public.balance_ledger;
drop table if exists public.ledger_transactions;
drop function if exists private.rate_card_at(uuid, timestamptz);
drop table if exists public.rate_cards;
drop table if exists public.prepaid_balances;
drop table if exists public.exchange_rates;
drop function if exists private.post(uuid, public.ledger_kind, text, uuid, public.ledger_account[], numeric[]);
drop function if exists private.tg_balance_ledger__move_balance();
drop function if exists private.tg_balance_ledger__sums_to_zero();
drop function if exists private.tg_companies__open_balance();
drop function if exists public.convert(numeric, text, text, date);
drop function if exists private.euro_rate(text, date);
drop type if exists public.ledger_account;
drop type if exists public.ledger_kind;
