-- money · settlement: held at answer, settled once at the end

create type public.charge_component as enum ('minutes', 'model', 'transfer', 'recording', 'correction');
comment on type public.charge_component is 'What part of a call a charge is for.';

create table public.call_charges (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete restrict,
  call_id uuid not null,
  component public.charge_component not null,
  sequence integer not null default 1 constraint call_charges_sequence_from_one check (sequence >= 1),
  transaction_id uuid not null,
  rate_card_id uuid,
  quantity numeric(20, 6) not null constraint call_charges_quantity_not_negative check (quantity >= 0),
  unit text not null,
  unit_price numeric(14, 6),
  amount numeric(14, 6) not null constraint call_charges_amount_not_negative check (amount >= 0),
  currency public.currency_code not null,
  created_at timestamptz not null default now(),
  constraint call_charges_charged_once unique (company_id, call_id, component, sequence),
  foreign key (company_id, call_id) references public.calls (company_id, id) on delete restrict,
  foreign key (company_id, transaction_id) references public.ledger_transactions (company_id, id) on delete restrict,
  foreign key (company_id, rate_card_id) references public.rate_cards (company_id, id) on delete restrict
);
comment on table public.call_charges is
  'What a call was charged, one row a component; a later sequence is what came in after settlement. Append-only, written by settlement, read by members; kept like the ledger.';

create index call_charges_created on public.call_charges (company_id, created_at desc);
create index call_charges_transaction on public.call_charges (company_id, transaction_id);
create index call_charges_rate_card on public.call_charges (company_id, rate_card_id);

create trigger _200_append_only before update or delete on public.call_charges
  for each row execute function private.tg__append_only();
create trigger _200_no_truncate before truncate on public.call_charges
  for each statement execute function private.tg__append_only();

alter table public.call_charges enable row level security;
alter table public.call_charges force row level security;
create policy select_as_member on public.call_charges for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
grant select on public.call_charges to authenticated, service_role;

-- Five minutes at the card's price, or what is left. Returns what is held.
create function private.hold_for_call(p_call_id uuid) returns numeric
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  v_call public.calls;
  v_card public.rate_cards;
  v_available numeric;
  v_hold numeric;
begin
  select * into v_call from public.calls where id = p_call_id;
  v_card := private.rate_card_at(v_call.company_id, v_call.started_at);
  select b.available_balance into v_available from public.prepaid_balances b where b.company_id = v_call.company_id for update;
  v_hold := least(coalesce(v_card.price_per_minute, 0) * 5, v_available);
  if v_hold > 0 then
    perform private.post(v_call.company_id, 'hold', 'hold:' || p_call_id, p_call_id, '{prepaid,held}', array[-v_hold, v_hold]);
  end if;
  return v_hold;
end $$;
comment on function private.hold_for_call(uuid) is 'Holds five minutes of the card''s price for a call, or what is available, once. Returns the amount.';

-- Who may have models think: a company that has a plan or is on trial, within the limits that its owner set. Everybody else's
-- callers are answered all the same, by the receptionist; a limit never refuses a charge, because a call that was made is owed.
create function private.may_use_models(p_company_id uuid) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  v_company public.companies;
  v_balance public.prepaid_balances;
  v_now timestamp;
begin
  select * into v_company from public.companies where id = p_company_id;
  if coalesce(v_company.trial_ends_at <= now(), true) and private.plan_of(p_company_id) is null then
    return false;
  end if;
  select * into v_balance from public.prepaid_balances where company_id = p_company_id;
  if num_nonnulls(v_balance.daily_limit, v_balance.monthly_limit) = 0 then
    return true;
  end if;
  v_now := now() at time zone v_company.timezone::text;
  return not exists (
    select from (values ('day', v_balance.daily_limit), ('month', v_balance.monthly_limit)) as bound (span, amount)
    where bound.amount <= (
      select sum(c.amount) from public.call_charges c
      where c.company_id = p_company_id and c.created_at >= date_trunc(bound.span, v_now) at time zone v_company.timezone::text));
end $$;
comment on function private.may_use_models(uuid) is
  'False for a company whose trial is over and that has no plan, and for one whose charges of its local day or month have reached the limit that its owner set.';

-- Takes an amount for a call out of what is held for it, then out of the balance, and leaves the rest as a shortfall.
create function private.charge_for_call(p_call public.calls, p_key text, p_amount numeric) returns uuid
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  v_balance public.prepaid_balances;
  v_held numeric;
  v_from_held numeric;
  v_from_prepaid numeric;
begin
  select * into v_balance from public.prepaid_balances where company_id = p_call.company_id for update;
  select coalesce(sum(l.amount), 0) into v_held
  from public.balance_ledger l join public.ledger_transactions t on t.company_id = l.company_id and t.id = l.transaction_id
  where t.company_id = p_call.company_id and t.call_id = p_call.id and l.account = 'held';
  v_from_held := least(v_held, p_amount);
  v_from_prepaid := least(v_balance.available_balance, p_amount - v_from_held);
  return private.post(p_call.company_id, 'charge', p_key, p_call.id, '{held,prepaid,shortfall,revenue}',
    array[-v_from_held, -v_from_prepaid, -(p_amount - v_from_held - v_from_prepaid), p_amount]);
end $$;
comment on function private.charge_for_call(public.calls, text, numeric) is 'Posts one charge of a call: from its hold, then the balance, the rest as shortfall. Null if posted before.';

create function private.transcript_of(p_company_id uuid, p_call_id uuid) returns text
language sql stable set search_path = pg_catalog, pg_temp as $$
  select string_agg(case t.speaker when 'caller' then 'Caller: ' else 'Assistant: ' end || t.text, E'\n' order by t.turn, t.speaker)
  from public.call_turns t where t.company_id = p_company_id and t.call_id = p_call_id and t.text <> ''
$$;
comment on function private.transcript_of(uuid, uuid) is 'The words of a call, a line a turn.';

-- What was done tells what was wanted; of several things, the one that matters most to the business.
create function private.intent_of(p_call public.calls) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  v_by_weight constant text[] := '{book,move,cancel,lead,waitlist,message}';
begin
  return (select t.intent from public.tool_calls t
          where t.company_id = p_call.company_id and t.call_id = p_call.id and t.intent = any (v_by_weight)
          order by array_position(v_by_weight, t.intent) limit 1);
end $$;
comment on function private.intent_of(public.calls) is
  'book, move, cancel, lead, waitlist or message, by what was done in the call; null where nothing was.';

-- Brings a call that is over to its exact price: minutes and model time charged, what is left of the hold given back.
create function private.settle_call(p_call_id uuid) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  v_call public.calls;
  v_card public.rate_cards;
  v_billable integer := 0;
  v_minutes numeric := 0;
  v_model numeric;
  v_tokens bigint;
  v_left numeric;
  v_transaction_id uuid;
begin
  select * into v_call from public.calls where id = p_call_id for update;
  if v_call.settled_at is not null then
    return;
  end if;
  v_card := private.rate_card_at(v_call.company_id, v_call.started_at);

  -- A hold that was never confirmed ends with the call. First of all, because customers are locked before balances
  -- everywhere else too.
  delete from public.appointments a where a.company_id = v_call.company_id and a.call_id = p_call_id and a.status = 'held';

  if v_call.status = 'completed' and v_card.id is not null then
    v_billable := ceil(greatest(coalesce(v_call.duration_seconds, 0) - v_card.free_seconds, 0)::numeric / v_card.billing_increment_seconds)
      * v_card.billing_increment_seconds;
    v_minutes := round(v_billable * v_card.price_per_minute / 60, 6);
  end if;
  select coalesce(sum(u.cost), 0), coalesce(sum(u.total_tokens), 0) into v_model, v_tokens
  from public.ai_usage_logs u where u.company_id = v_call.company_id and u.call_id = p_call_id;

  if v_minutes + v_model > 0 then
    v_transaction_id := private.charge_for_call(v_call, 'charge:' || p_call_id, v_minutes + v_model);
    insert into public.call_charges (company_id, call_id, component, transaction_id, rate_card_id, quantity, unit, unit_price, amount, currency)
    select v_call.company_id, p_call_id, c.component, v_transaction_id, v_card.id, c.quantity, c.unit, c.unit_price, c.amount, v_card.currency
    from (values
      ('minutes'::public.charge_component, v_billable / 60.0, 'minute', v_card.price_per_minute, v_minutes),
      ('model', v_tokens, 'token', null, v_model)) as c (component, quantity, unit, unit_price, amount)
    where c.amount > 0;
  end if;

  select coalesce(sum(l.amount), 0) into v_left
  from public.balance_ledger l join public.ledger_transactions t on t.company_id = l.company_id and t.id = l.transaction_id
  where t.company_id = v_call.company_id and t.call_id = p_call_id and l.account = 'held';
  perform private.post(v_call.company_id, 'release', 'release:' || p_call_id, p_call_id, '{held,prepaid}', array[-v_left, v_left])
  where v_left > 0;

  update public.calls c
  set billable_seconds = v_billable, cost = v_minutes + v_model, settled_at = now()
  where id = p_call_id;
  perform private.conclude_call(p_call_id);
end $$;
comment on function private.settle_call(uuid) is
  'Settles a call that is over, once: charges minutes and model time by the rate card, gives back the rest of the hold, writes what became of it.';

-- Model time that was noted when the call had been settled already: a turn that was under way as the caller hung up.
create function private.charge_late_usage(p_call_id uuid) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  v_call public.calls;
  v_card public.rate_cards;
  v_due numeric;
  v_tokens numeric;
  v_sequence integer;
  v_transaction_id uuid;
begin
  select * into v_call from public.calls where id = p_call_id for update;
  if v_call.settled_at is null then
    return;
  end if;
  select coalesce(sum(u.cost), 0), coalesce(sum(u.total_tokens), 0) into v_due, v_tokens
  from public.ai_usage_logs u where u.company_id = v_call.company_id and u.call_id = p_call_id;
  select v_due - coalesce(sum(c.amount), 0), v_tokens - coalesce(sum(c.quantity), 0), coalesce(max(c.sequence), 0) + 1
  into v_due, v_tokens, v_sequence
  from public.call_charges c where c.company_id = v_call.company_id and c.call_id = p_call_id and c.component = 'model';
  if v_due <= 0 then
    return;
  end if;
  v_card := private.rate_card_at(v_call.company_id, v_call.started_at);
  v_transaction_id := private.charge_for_call(v_call, 'charge:' || p_call_id || ':model:' || v_sequence, v_due);
  insert into public.call_charges (company_id, call_id, component, sequence, transaction_id, rate_card_id, quantity, unit, amount, currency)
  values (v_call.company_id, p_call_id, 'model', v_sequence, v_transaction_id, v_card.id, v_tokens, 'token', v_due, v_card.currency);
  update public.calls set cost = cost + v_due where id = p_call_id;
end $$;
comment on function private.charge_late_usage(uuid) is 'Charges model time that came in after settlement, so that a call''s cost stays the sum of its usage.';
