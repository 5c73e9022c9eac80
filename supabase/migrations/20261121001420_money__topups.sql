-- money · top-ups: how money comes in, and goes back

create type public.topup_method as enum ('stripe', 'bank_transfer', 'admin_credit', 'promotional');
create type public.topup_status as enum ('pending', 'processing', 'completed', 'failed', 'refunded');
comment on type public.topup_method is 'Paid by card or transfer, or given by us: credited by the operator, or as a promotion.';
comment on type public.topup_status is 'Forward only: pending, processing, then completed or failed; what was completed can be refunded.';

create table public.balance_topups (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete restrict,
  amount numeric(14, 6) not null constraint balance_topups_amount_positive check (amount > 0 and amount < 'NaN'),
  currency public.currency_code not null,
  method public.topup_method not null,
  is_auto boolean not null default false,
  initiated_by uuid references public.profiles (id) on delete set null,

  status public.topup_status not null default 'pending',
  transaction_id uuid,
  completed_at timestamptz,
  failure_reason text constraint balance_topups_failure_reason_short check (char_length(failure_reason) <= 500),
  refunded_amount numeric(14, 6) constraint balance_topups_refund_within_amount check (refunded_amount > 0 and refunded_amount <= amount),
  refund_transaction_id uuid,
  refunded_at timestamptz,

  stripe_session_id text unique,
  stripe_payment_intent_id text unique,
  invoice_number text constraint balance_topups_invoice_number_short check (char_length(invoice_number) <= 100),
  invoice_url text constraint balance_topups_invoice_url_is_https check (invoice_url ~ '^https://' and char_length(invoice_url) <= 2000),
  receipt_url text constraint balance_topups_receipt_url_is_https check (receipt_url ~ '^https://' and char_length(receipt_url) <= 2000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- What leaves or enters the house has no more decimals than money in a purse.
  constraint balance_topups_in_minor_units check (amount = round(amount, 2) and refunded_amount = round(refunded_amount, 2)),
  constraint balance_topups_completed_is_posted check (
    (status in ('completed', 'refunded')) = (transaction_id is not null) and (transaction_id is null) = (completed_at is null)),
  constraint balance_topups_refunded_is_posted check (
    (status = 'refunded') = (refund_transaction_id is not null) and num_nulls(refund_transaction_id, refunded_amount, refunded_at) in (0, 3)),
  foreign key (company_id, currency) references public.prepaid_balances (company_id, currency) on delete restrict,
  foreign key (company_id, transaction_id) references public.ledger_transactions (company_id, id) on delete restrict,
  foreign key (company_id, refund_transaction_id) references public.ledger_transactions (company_id, id) on delete restrict
);
comment on table public.balance_topups is
  'Money on its way into a balance. Written by billing and the operator, read by members, never deleted; completing one posts exactly its amount to the ledger. Kept as the law asks.';
comment on column public.balance_topups.transaction_id is 'The ledger''s side of it, set by completing; nobody writes it.';
comment on column public.balance_topups.refunded_amount is 'What was given back: the whole amount unless less is said, and never more than is available.';

create index balance_topups_company on public.balance_topups (company_id, created_at desc);
create index balance_topups_balance on public.balance_topups (company_id, currency);
create index balance_topups_transaction on public.balance_topups (company_id, transaction_id);
create index balance_topups_refund_transaction on public.balance_topups (company_id, refund_transaction_id);
create index balance_topups_initiated_by on public.balance_topups (initiated_by);
create index balance_topups_open on public.balance_topups (created_at) where status in ('pending', 'processing');

create trigger _100_touch_updated_at before update on public.balance_topups
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.balance_topups
  for each row execute function private.tg__tenant_stays();

create function private.tg_balance_topups__begins_pending() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if new.status <> 'pending' or num_nonnulls(new.transaction_id, new.refund_transaction_id, new.refunded_amount) > 0 then
    raise exception using errcode = 'PT409', message = 'topup_begins_pending', hint = 'Insert it as pending; completing it posts it.';
  end if;
  return new;
end $$;
comment on function private.tg_balance_topups__begins_pending() is 'Refuses a top-up that is born as anything but pending.';
create trigger _200_begins_pending before insert on public.balance_topups
  for each row execute function private.tg_balance_topups__begins_pending();

create function private.tg_balance_topups__forward_only() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if (new.amount, new.currency, new.method) is distinct from (old.amount, old.currency, old.method)
     or (new.transaction_id, new.refund_transaction_id, new.completed_at, new.refunded_at)
        is distinct from (old.transaction_id, old.refund_transaction_id, old.completed_at, old.refunded_at)
     or (new.refunded_amount is distinct from old.refunded_amount and not (old.status = 'completed' and new.status = 'refunded')) then
    raise exception using errcode = 'PT409', message = 'topup_amount_stays', hint = 'Amount, currency and method are decided once; the ledger''s columns follow the status.';
  end if;
  if new.status <> old.status and (old.status, new.status) not in (
    ('pending', 'processing'), ('pending', 'completed'), ('pending', 'failed'),
    ('processing', 'completed'), ('processing', 'failed'), ('completed', 'refunded'))
  then
    raise exception using errcode = 'PT409', message = 'topup_status_moves_forward_only',
      detail = jsonb_build_object('from', old.status, 'to', new.status)::text;
  end if;
  return new;
end $$;
comment on function private.tg_balance_topups__forward_only() is 'Refuses to change what a top-up is for, to take its status back, and to set the ledger''s columns by hand.';
create trigger _200_forward_only before update on public.balance_topups
  for each row execute function private.tg_balance_topups__forward_only();
create trigger _200_append_only before delete on public.balance_topups
  for each row execute function private.tg__append_only();
create trigger _200_no_truncate before truncate on public.balance_topups
  for each statement execute function private.tg__append_only();

-- The ledger moves with the status, in the same breath. What we give away comes out of our own account, not from a payment.
create function private.tg_balance_topups__post() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_source public.ledger_account := case when new.method in ('admin_credit', 'promotional') then 'promotional' else 'clearing' end;
  v_available numeric;
begin
  if new.status = 'completed' then
    new.completed_at := now();
    new.transaction_id := private.post(new.company_id, 'topup', 'topup:' || new.id, null,
      array[v_source, 'prepaid']::public.ledger_account[], array[-new.amount, new.amount]);
  else
    new.refunded_at := now();
    new.refunded_amount := coalesce(new.refunded_amount, new.amount);
    select b.available_balance into v_available from public.prepaid_balances b where b.company_id = new.company_id for update;
    if new.refunded_amount > v_available then
      raise exception using errcode = 'PT409', message = 'refund_exceeds_available',
        detail = jsonb_build_object('available', v_available::text, 'currency', new.currency)::text, hint = 'Give back no more than is left.';
    end if;
    new.refund_transaction_id := private.post(new.company_id, 'refund', 'topup_refund:' || new.id, null,
      array['prepaid', v_source]::public.ledger_account[], array[-new.refunded_amount, new.refunded_amount]);
  end if;
  return new;
end $$;
comment on function private.tg_balance_topups__post() is
  'Posts a top-up that is completed, once, and the reversal of one that is refunded. Refuses refund_exceeds_available.';
create trigger _500_post before update of status on public.balance_topups
  for each row when (new.status <> old.status and new.status in ('completed', 'refunded'))
  execute function private.tg_balance_topups__post();

alter table public.balance_topups enable row level security;
alter table public.balance_topups force row level security;
create policy select_as_member on public.balance_topups for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
grant select on public.balance_topups to authenticated, service_role;
grant insert (id, company_id, amount, currency, method, is_auto, initiated_by, stripe_session_id, stripe_payment_intent_id)
  on public.balance_topups to service_role;
grant update (status, failure_reason, refunded_amount, stripe_session_id, stripe_payment_intent_id, invoice_number, invoice_url, receipt_url)
  on public.balance_topups to service_role;
-- No writing by people: whoever could complete a top-up could make money. Billing asks for it and believes only the payment provider.
