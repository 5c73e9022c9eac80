-- money · the ledger: append-only, double entry, and the balances that are its sums

create table public.exchange_rates (
  currency public.currency_code not null,
  on_day date not null,
  rate numeric(20, 10) not null constraint exchange_rates_rate_positive check (rate > 0),
  source text not null,
  created_at timestamptz not null default now(),
  primary key (currency, on_day)
);
comment on table public.exchange_rates is 'How much of a currency one euro buys, by day. Written by job_rates, read by everybody signed in; kept for good.';

alter table public.exchange_rates enable row level security;
alter table public.exchange_rates force row level security;
create policy select_as_anyone_signed_in on public.exchange_rates for select to authenticated
  using ((select auth.uid()) is not null);
grant select on public.exchange_rates to authenticated;
grant select, insert, update on public.exchange_rates to service_role;

-- PL/pgSQL, both: dashboards ask for every row, and a SQL function with a search path of its own is planned at each call.
create function private.euro_rate(p_currency text, p_on_day date) returns numeric
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  if p_currency = 'EUR' then
    return 1;
  end if;
  return (select r.rate from public.exchange_rates r where r.currency = p_currency and r.on_day <= p_on_day order by r.on_day desc limit 1);
end $$;
comment on function private.euro_rate(text, date) is 'How much of a currency one euro bought on that day or the last one before it; null if unknown.';
grant execute on function private.euro_rate(text, date) to authenticated, service_role;

create function public.convert(amount numeric, from_currency text, to_currency text, on_date date) returns numeric
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  if from_currency = to_currency then
    return amount;
  end if;
  return round(amount / private.euro_rate(from_currency, on_date) * private.euro_rate(to_currency, on_date), 6);
end $$;
comment on function public.convert(numeric, text, text, date) is
  'An amount in another currency, six decimals, by the latest rate at or before the day; null where no rate is known.';
grant execute on function public.convert(numeric, text, text, date) to authenticated, service_role;

create table public.prepaid_balances (
  company_id uuid primary key references public.companies (id) on delete restrict,
  currency public.currency_code not null,
  current_balance numeric(14, 6) not null default 0 constraint prepaid_balances_current_not_negative check (current_balance >= 0),
  reserved_balance numeric(14, 6) not null default 0 constraint prepaid_balances_reserved_not_negative check (reserved_balance >= 0),
  available_balance numeric(14, 6) not null generated always as (current_balance - reserved_balance) stored
    constraint prepaid_balances_available_not_negative check (current_balance - reserved_balance >= 0),
  auto_topup_enabled boolean not null default false,
  auto_topup_threshold numeric(14, 6) constraint prepaid_balances_threshold_not_negative check (auto_topup_threshold >= 0 and auto_topup_threshold < 'NaN'),
  auto_topup_amount numeric(14, 6) constraint prepaid_balances_topup_positive check (auto_topup_amount > 0 and auto_topup_amount < 'NaN'),
  auto_topup_payment_method text
    constraint prepaid_balances_auto_topup_payment_method_not_endless check (char_length(auto_topup_payment_method) <= 200),
  daily_limit numeric(14, 6) constraint prepaid_balances_daily_limit_positive check (daily_limit > 0 and daily_limit < 'NaN'),
  monthly_limit numeric(14, 6) constraint prepaid_balances_monthly_limit_positive check (monthly_limit > 0 and monthly_limit < 'NaN'),
  total_topped_up numeric(14, 6) not null default 0,
  total_charged numeric(14, 6) not null default 0,
  alert_threshold numeric(14, 6) constraint prepaid_balances_alert_not_negative check (alert_threshold >= 0 and alert_threshold < 'NaN'),
  low_alert_sent_at timestamptz,
  zero_alert_sent_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint prepaid_balances_one_currency unique (company_id, currency),
  constraint prepaid_balances_auto_topup_is_complete check (
    not auto_topup_enabled or num_nonnulls(auto_topup_threshold, auto_topup_amount, auto_topup_payment_method) = 3)
);
comment on table public.prepaid_balances is
  'What a company has left: the sums of its ledger accounts, kept by the ledger''s trigger and by nothing else. Owners set the alarms and top-ups, members read.';
comment on column public.prepaid_balances.reserved_balance is 'Held for calls that are running.';

create trigger _100_touch_updated_at before update on public.prepaid_balances
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.prepaid_balances
  for each row execute function private.tg__tenant_stays();

create function private.tg_companies__open_balance() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into public.prepaid_balances (company_id, currency) values (new.id, new.currency);
  return new;
end $$;
comment on function private.tg_companies__open_balance() is 'Every company has a balance, at first empty.';
create trigger _500_open_balance after insert on public.companies
  for each row execute function private.tg_companies__open_balance();

alter table public.prepaid_balances enable row level security;
alter table public.prepaid_balances force row level security;
create policy select_as_member on public.prepaid_balances for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
create policy update_as_owner on public.prepaid_balances for update to authenticated
  using (company_id = any ((select private.company_ids('owner'))::uuid[]))
  with check (company_id = any ((select private.company_ids('owner'))::uuid[]));
grant select on public.prepaid_balances to authenticated, service_role;
grant update (auto_topup_enabled, auto_topup_threshold, auto_topup_amount, auto_topup_payment_method, daily_limit, monthly_limit, alert_threshold)
  on public.prepaid_balances to authenticated;
-- Amounts are nobody's to write: they follow the ledger.

create table public.rate_cards (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  currency public.currency_code not null,
  valid_from timestamptz not null default now(),
  valid_until timestamptz,
  billing_increment_seconds integer not null default 60 constraint rate_cards_increment_sensible check (billing_increment_seconds between 1 and 3600),
  free_seconds integer not null default 0 constraint rate_cards_free_not_negative check (free_seconds >= 0),
  price_per_minute numeric(14, 6) not null constraint rate_cards_minute_not_negative check (price_per_minute >= 0 and price_per_minute < 'NaN'),
  price_per_million_prompt_tokens numeric(14, 6) not null default 0 constraint rate_cards_prompt_not_negative check (price_per_million_prompt_tokens >= 0 and price_per_million_prompt_tokens < 'NaN'),
  price_per_million_cached_tokens numeric(14, 6) not null default 0 constraint rate_cards_cached_not_negative check (price_per_million_cached_tokens >= 0 and price_per_million_cached_tokens < 'NaN'),
  price_per_million_completion_tokens numeric(14, 6) not null default 0 constraint rate_cards_completion_not_negative check (price_per_million_completion_tokens >= 0 and price_per_million_completion_tokens < 'NaN'),
  price_per_sms numeric(14, 6) not null default 0 constraint rate_cards_sms_not_negative check (price_per_sms >= 0 and price_per_sms < 'NaN'),
  price_per_whatsapp numeric(14, 6) not null default 0 constraint rate_cards_whatsapp_not_negative check (price_per_whatsapp >= 0 and price_per_whatsapp < 'NaN'),
  price_per_email numeric(14, 6) not null default 0 constraint rate_cards_email_not_negative check (price_per_email >= 0 and price_per_email < 'NaN'),
  price_per_number_month numeric(14, 6) not null default 0 constraint rate_cards_number_not_negative check (price_per_number_month >= 0 and price_per_number_month < 'NaN'),
  markup_percent numeric(6, 2) not null default 0 constraint rate_cards_markup_sensible check (markup_percent between 0 and 1000),
  created_at timestamptz not null default now(),
  unique (company_id, id),
  -- A company pays in the currency of its balance.
  foreign key (company_id, currency) references public.prepaid_balances (company_id, currency) on delete cascade,
  constraint rate_cards_one_at_a_time exclude using gist (company_id with =, tstzrange(valid_from, valid_until) with &&)
);
comment on table public.rate_cards is
  'What a company pays, from when until when. Written by the operator, read by members; kept as long as anything was charged by it.';
comment on column public.rate_cards.free_seconds is 'Seconds of every call that cost nothing.';
comment on column public.rate_cards.price_per_sms is 'What a message costs the company when it is sent; written on the message then, as are the other channels'' prices.';
comment on column public.rate_cards.price_per_number_month is 'What a number is offered at; what it costs is written on the number when it is assigned.';
comment on column public.rate_cards.markup_percent is 'What lies between our providers'' prices and the card''s, for those who write the next card; every price here includes it.';

create index rate_cards_balance on public.rate_cards (company_id, currency);

create trigger _200_tenant_stays before update of company_id on public.rate_cards
  for each row execute function private.tg__tenant_stays();

create function private.rate_card_at(p_company_id uuid, p_at timestamptz) returns public.rate_cards
language sql stable set search_path = pg_catalog, pg_temp as $$
  select r from public.rate_cards r
  where r.company_id = p_company_id and tstzrange(r.valid_from, r.valid_until) @> p_at
$$;
comment on function private.rate_card_at(uuid, timestamptz) is 'The rate card of a company at an instant; null if it has none.';

alter table public.rate_cards enable row level security;
alter table public.rate_cards force row level security;
create policy select_as_member on public.rate_cards for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
grant select on public.rate_cards to authenticated;
grant select, insert, update on public.rate_cards to service_role;

create type public.ledger_kind as enum ('topup', 'hold', 'release', 'charge', 'refund', 'adjustment');
comment on type public.ledger_kind is 'Why money moved.';

create table public.ledger_transactions (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete restrict,
  kind public.ledger_kind not null,
  idempotency_key text not null,
  call_id uuid,
  note text,
  created_at timestamptz not null default now(),
  unique (company_id, id),
  constraint ledger_transactions_posted_once unique (company_id, idempotency_key),
  foreign key (company_id, call_id) references public.calls (company_id, id) on delete restrict
);
comment on table public.ledger_transactions is 'One movement of money and what caused it. Append-only, read by members; kept as the law asks.';
create index ledger_transactions_created on public.ledger_transactions (company_id, created_at desc);
create index ledger_transactions_call on public.ledger_transactions (company_id, call_id);

-- prepaid and held are the company's money with us; the others are the other side of it.
create type public.ledger_account as enum ('prepaid', 'held', 'promotional', 'revenue', 'provider_cost', 'clearing', 'fx', 'shortfall');
comment on type public.ledger_account is
  'prepaid: free to spend; held: reserved for running calls; promotional: given by us; revenue: earned; provider_cost: paid on; clearing: money on its way in; fx: exchange; shortfall: owed beyond the balance.';

create table public.balance_ledger (
  -- No counter: one that runs through everybody's entries would tell each how much the others do.
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete restrict,
  transaction_id uuid not null,
  account public.ledger_account not null,
  amount numeric(14, 6) not null constraint balance_ledger_amount_not_zero check (amount <> 0 and amount < 'NaN'),
  currency public.currency_code not null,
  created_at timestamptz not null default now(),
  foreign key (company_id, transaction_id) references public.ledger_transactions (company_id, id) on delete restrict
);
comment on table public.balance_ledger is
  'The entries: each transaction sums to zero in each currency, checked at commit. Append-only, written by money functions, read by members; kept as the law asks.';
comment on column public.balance_ledger.amount is 'Positive adds to the account, negative takes from it.';
create index balance_ledger_account on public.balance_ledger (company_id, account, created_at);
create index balance_ledger_transaction on public.balance_ledger (company_id, transaction_id);

create trigger _200_append_only before update or delete on public.ledger_transactions
  for each row execute function private.tg__append_only();
create trigger _200_no_truncate before truncate on public.ledger_transactions
  for each statement execute function private.tg__append_only();
create trigger _200_append_only before update or delete on public.balance_ledger
  for each row execute function private.tg__append_only();
create trigger _200_no_truncate before truncate on public.balance_ledger
  for each statement execute function private.tg__append_only();

-- Definer, because at commit the function that posted has returned and its caller reads no ledger.
create function private.tg_balance_ledger__sums_to_zero() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (
    select from public.balance_ledger l
    where l.company_id = new.company_id and l.transaction_id = new.transaction_id
    group by l.currency having sum(l.amount) <> 0
  ) then
    raise exception using errcode = 'PT409', message = 'ledger_transaction_unbalanced',
      detail = jsonb_build_object('transaction_id', new.transaction_id)::text;
  end if;
  return null;
end $$;
comment on function private.tg_balance_ledger__sums_to_zero() is 'Refuses, at commit, a transaction whose entries do not sum to zero per currency.';
create constraint trigger _200_sums_to_zero after insert on public.balance_ledger
  deferrable initially deferred for each row execute function private.tg_balance_ledger__sums_to_zero();

create function private.tg_balance_ledger__move_balance() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.account in ('prepaid', 'held') then
    update public.prepaid_balances b
    set current_balance = b.current_balance + new.amount,
        reserved_balance = b.reserved_balance + case when new.account = 'held' then new.amount else 0 end
    where b.company_id = new.company_id and b.currency = new.currency;
    if not found then
      raise exception using errcode = 'PT409', message = 'ledger_currency_differs', hint = 'A balance is kept in one currency.';
    end if;
  elsif new.account = 'revenue' then
    update public.prepaid_balances b set total_charged = b.total_charged + new.amount where b.company_id = new.company_id;
  elsif new.account = 'clearing' then
    update public.prepaid_balances b set total_topped_up = b.total_topped_up - new.amount where b.company_id = new.company_id;
  end if;
  return null;
end $$;
comment on function private.tg_balance_ledger__move_balance() is 'Keeps every balance equal to the sum of its account.';
create trigger _500_move_balance after insert on public.balance_ledger
  for each row execute function private.tg_balance_ledger__move_balance();

alter table public.ledger_transactions enable row level security;
alter table public.ledger_transactions force row level security;
create policy select_as_member on public.ledger_transactions for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
grant select on public.ledger_transactions to authenticated, service_role;

alter table public.balance_ledger enable row level security;
alter table public.balance_ledger force row level security;
create policy select_as_member on public.balance_ledger for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
grant select on public.balance_ledger to authenticated, service_role;

-- Posts one transaction; entries of nothing are left out. Returns null where the key was posted before.
-- Taking out of held before putting into prepaid keeps every step within its bound, so entries go in the given order.
create function private.post(
  p_company_id uuid, p_kind public.ledger_kind, p_key text, p_call_id uuid, p_accounts public.ledger_account[], p_amounts numeric[]
) returns uuid
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  v_id uuid;
begin
  insert into public.ledger_transactions (company_id, kind, idempotency_key, call_id)
  values (p_company_id, p_kind, p_key, p_call_id)
  on conflict on constraint ledger_transactions_posted_once do nothing
  returning id into v_id;
  if v_id is not null then
    insert into public.balance_ledger (company_id, transaction_id, account, amount, currency)
    select p_company_id, v_id, e.account, e.amount, b.currency
    from unnest(p_accounts, p_amounts) with ordinality as e (account, amount, n)
    join public.prepaid_balances b on b.company_id = p_company_id
    where e.amount <> 0
    order by e.n;
  end if;
  return v_id;
end $$;
comment on function private.post(uuid, public.ledger_kind, text, uuid, public.ledger_account[], numeric[]) is
  'Posts one ledger transaction once per key, in the currency of the company''s balance; null if it was posted before.';
