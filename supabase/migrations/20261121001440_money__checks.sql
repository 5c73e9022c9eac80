-- money · checks: proof that what is shown is what was booked

create function private.ledger_faults(p_company_id uuid default null)
returns table (fault text, company_id uuid, reference text, expected numeric, found numeric)
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return query
  with sums as (
    select l.company_id, l.account, l.currency, sum(l.amount) as amount from public.balance_ledger l
    where p_company_id is null or l.company_id = p_company_id
    group by 1, 2, 3
  ),
  -- Every balance is the sum of its accounts.
  balances as (
    select b.company_id, b.currency, b.current_balance, b.reserved_balance, b.total_charged, b.total_topped_up,
      coalesce(sum(s.amount) filter (where s.account in ('prepaid', 'held')), 0) as current_sum,
      coalesce(sum(s.amount) filter (where s.account = 'held'), 0) as held_sum,
      coalesce(sum(s.amount) filter (where s.account = 'revenue'), 0) as charged_sum,
      coalesce(-sum(s.amount) filter (where s.account = 'clearing'), 0) as topped_up_sum
    from public.prepaid_balances b left join sums s on s.company_id = b.company_id and s.currency = b.currency
    where p_company_id is null or b.company_id = p_company_id
    group by b.company_id
  )
  select 'balance_differs', b.company_id, v.name, v.ledger, v.kept
  from balances b cross join lateral (values
    ('current_balance', b.current_sum, b.current_balance), ('reserved_balance', b.held_sum, b.reserved_balance),
    ('total_charged', b.charged_sum, b.total_charged), ('total_topped_up', b.topped_up_sum, b.total_topped_up)) as v (name, ledger, kept)
  where v.ledger <> v.kept
  union all
  -- Money that is in no balance: booked in a currency that the company has none in.
  select 'currency_differs', s.company_id, s.account || ' ' || s.currency, 0, s.amount
  from sums s join public.prepaid_balances b on b.company_id = s.company_id where b.currency <> s.currency
  union all
  -- Every transaction sums to zero and moves something.
  select 'transaction_unbalanced', t.company_id, t.id::text, 0, l.amount
  from public.ledger_transactions t
  left join lateral (
    select x.currency, sum(x.amount) as amount from public.balance_ledger x
    where x.company_id = t.company_id and x.transaction_id = t.id group by 1) l on true
  where (p_company_id is null or t.company_id = p_company_id) and l.amount is distinct from 0
  union all
  -- A settled call costs the sum of its charges; one that is not settled has none.
  select 'call_cost_differs', k.company_id, k.id::text, c.amount, coalesce(k.cost, 0)
  from public.calls k
  cross join lateral (
    select coalesce(sum(x.amount), 0) as amount from public.call_charges x where x.company_id = k.company_id and x.call_id = k.id) c
  where (p_company_id is null or k.company_id = p_company_id) and coalesce(k.cost, 0) <> c.amount
  union all
  -- Every charge is earned in the ledger, to the last decimal.
  select 'charge_not_posted', t.company_id, t.id::text, c.amount, l.amount
  from public.ledger_transactions t
  cross join lateral (
    select coalesce(sum(x.amount), 0) as amount from public.call_charges x where x.company_id = t.company_id and x.transaction_id = t.id) c
  cross join lateral (
    select coalesce(sum(x.amount), 0) as amount from public.balance_ledger x
    where x.company_id = t.company_id and x.transaction_id = t.id and x.account = 'revenue') l
  where (p_company_id is null or t.company_id = p_company_id) and t.kind = 'charge' and c.amount <> l.amount
  union all
  -- A call that is over holds nothing.
  select 'hold_left_behind', k.company_id, k.id::text, 0, h.amount
  from public.calls k
  cross join lateral (
    select coalesce(sum(l.amount), 0) as amount
    from public.ledger_transactions t join public.balance_ledger l on l.company_id = t.company_id and l.transaction_id = t.id
    where t.company_id = k.company_id and t.call_id = k.id and l.account = 'held') h
  where (p_company_id is null or k.company_id = p_company_id) and k.settled_at is not null and h.amount <> 0
  union all
  -- A completed top-up brought exactly its amount, a refunded one took exactly what was given back.
  select v.fault, u.company_id, u.id::text, v.amount, l.amount
  from public.balance_topups u
  cross join lateral (values
    ('topup_not_posted', u.transaction_id, u.amount), ('refund_not_posted', u.refund_transaction_id, -u.refunded_amount)) as v (fault, transaction_id, amount)
  cross join lateral (
    select coalesce(sum(x.amount), 0) as amount from public.balance_ledger x
    where x.company_id = u.company_id and x.transaction_id = v.transaction_id and x.account = 'prepaid') l
  where (p_company_id is null or u.company_id = p_company_id) and v.transaction_id is not null and l.amount <> v.amount
  union all
  select 'invoice_sum_differs', i.company_id, i.id::text, i.net, l.amount
  from public.invoices i
  cross join lateral (
    select coalesce(sum(x.amount), 0) as amount from public.billing_line_items x where x.company_id = i.company_id and x.invoice_id = i.id) l
  where (p_company_id is null or i.company_id = p_company_id) and i.status <> 'draft' and i.net <> l.amount;
end $$;
comment on function private.ledger_faults(uuid) is
  'What does not add up in the money of a company, or of all: what it should be by the ledger and its kin, and what was found. No rows when all is right.';
grant execute on function private.ledger_faults(uuid) to service_role;

create function backend.check_ledger(p_company_id uuid)
returns table (fault text, company_id uuid, reference text, expected numeric, found numeric)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select * from private.ledger_faults(p_company_id);
end $$;
comment on function backend.check_ledger(uuid) is 'The faults of the ledger of one company, or of all where none is named; no rows when all is right.';
grant execute on function backend.check_ledger(uuid) to fn_billing;

create function public.check_ledger(p_company_id uuid default null)
returns table (fault text, company_id uuid, reference text, expected numeric, found numeric)
language sql stable set search_path = pg_catalog, pg_temp
begin atomic
  select f.fault, f.company_id, f.reference, f.expected, f.found from private.ledger_faults(p_company_id) f;
end;
comment on function public.check_ledger(uuid) is
  'For the operator: what does not add up in the money of a company, or of all. Faults: balance_differs, currency_differs, transaction_unbalanced, call_cost_differs, charge_not_posted, hold_left_behind, topup_not_posted, refund_not_posted, invoice_sum_differs. Empty when all is right.';
grant execute on function public.check_ledger(uuid) to service_role;
