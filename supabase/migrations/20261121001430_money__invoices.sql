-- money · invoices: what was billed, as it was billed

create type public.invoice_status as enum ('draft', 'open', 'paid', 'void', 'uncollectible');
comment on type public.invoice_status is 'draft: being put together; open: issued and to be paid; paid; void: issued by mistake; uncollectible: given up, unless it is paid after all.';

create table public.invoices (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete restrict,
  series text not null default 'F' constraint invoices_series_plain check (series ~ '^[A-Z0-9]{1,10}$'),
  number text constraint invoices_number_plain check (number ~ '^[A-Za-z0-9][A-Za-z0-9/_-]{0,49}$'),
  subscription_id uuid,
  period_starts_on date not null,
  period_ends_on date not null,

  currency public.currency_code not null,
  net numeric(14, 6) not null default 0 constraint invoices_net_not_negative check (net >= 0 and net < 'NaN'),
  tax_rate numeric(5, 2) not null default 0 constraint invoices_tax_rate_a_share_of_100 check (tax_rate between 0 and 100),
  tax numeric(14, 6) not null default 0 constraint invoices_tax_not_negative check (tax >= 0 and tax < 'NaN'),
  gross numeric(14, 6) not null default 0,

  status public.invoice_status not null default 'draft',
  issued_at timestamptz,
  due_on date,
  paid_at timestamptz,
  stripe_invoice_id text unique,
  pdf_url text constraint invoices_pdf_url_is_https check (pdf_url ~ '^https://' and char_length(pdf_url) <= 2000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (company_id, id, currency),
  constraint invoices_numbered_once unique (company_id, series, number),
  constraint invoices_period_ends_not_before_its_start check (period_ends_on >= period_starts_on),
  constraint invoices_gross_is_net_and_tax check (gross = net + tax),
  constraint invoices_tax_follows_its_rate check (tax = round(net * tax_rate / 100, 2)),
  constraint invoices_in_minor_units check (net = round(net, 2)),
  constraint invoices_issued_has_number_and_time check (
    (status = 'draft') = (issued_at is null) and (status = 'draft' or number is not null)),
  constraint invoices_paid_at_a_time check ((status = 'paid') = (paid_at is not null)),
  foreign key (company_id, currency) references public.prepaid_balances (company_id, currency) on delete restrict,
  foreign key (company_id, subscription_id) references public.subscriptions (company_id, id) on delete restrict
);
comment on table public.invoices is
  'What a company was billed. Put together by billing, read by members; once issued it never changes but for its fate. Kept as the law asks.';
comment on column public.invoices.number is 'Unique in its series for a company; a draft may have none yet.';

create index invoices_company on public.invoices (company_id, period_starts_on desc);
create index invoices_balance on public.invoices (company_id, currency);
create index invoices_subscription on public.invoices (company_id, subscription_id);
create index invoices_due on public.invoices (due_on) where status = 'open';

create trigger _100_touch_updated_at before update on public.invoices
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.invoices
  for each row execute function private.tg__tenant_stays();

create function private.tg_invoices__issued_stays() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if old.status = 'draft' then
    if tg_op = 'UPDATE' and new.status not in ('draft', 'open') then
      raise exception using errcode = 'PT409', message = 'invoice_status_moves_forward_only',
        detail = jsonb_build_object('from', old.status, 'to', new.status)::text, hint = 'A draft is issued first, or deleted.';
    end if;
    return coalesce(new, old);
  end if;
  if tg_op = 'DELETE' or to_jsonb(new) - '{status, paid_at, pdf_url, stripe_invoice_id, updated_at}'::text[]
     is distinct from to_jsonb(old) - '{status, paid_at, pdf_url, stripe_invoice_id, updated_at}'::text[]
  then
    raise exception using errcode = 'PT409', message = 'invoice_issued',
      detail = jsonb_build_object('invoice_id', old.id)::text, hint = 'What was issued stays; void it and issue another.';
  end if;
  if new.status <> old.status and (old.status, new.status) not in (
    ('open', 'paid'), ('open', 'void'), ('open', 'uncollectible'), ('uncollectible', 'paid'), ('uncollectible', 'void'))
  then
    raise exception using errcode = 'PT409', message = 'invoice_status_moves_forward_only',
      detail = jsonb_build_object('from', old.status, 'to', new.status)::text;
  end if;
  return new;
end $$;
comment on function private.tg_invoices__issued_stays() is 'Refuses to change or delete an invoice that was issued, and to take its status back.';
create trigger _200_issued_stays before update or delete on public.invoices
  for each row execute function private.tg_invoices__issued_stays();
create trigger _200_no_truncate before truncate on public.invoices
  for each statement execute function private.tg__append_only();

alter table public.invoices enable row level security;
alter table public.invoices force row level security;
create policy select_as_member on public.invoices for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
grant select on public.invoices to authenticated;
grant select, insert, update, delete on public.invoices to service_role;
-- No writing by people: an invoice is ours to write.

create table public.billing_line_items (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete restrict,
  invoice_id uuid not null,
  position integer not null constraint billing_line_items_position_from_one check (position >= 1),
  description text not null constraint billing_line_items_description_sensible check (btrim(description) <> '' and char_length(description) <= 500),
  quantity numeric(20, 6) not null default 1 constraint billing_line_items_quantity_not_negative check (quantity >= 0 and quantity < 'NaN'),
  unit text not null default 'piece' constraint billing_line_items_unit_short check (char_length(unit) <= 50),
  unit_price numeric(14, 6) not null constraint billing_line_items_price_not_negative check (unit_price >= 0 and unit_price < 'NaN'),
  amount numeric(14, 6) not null,
  currency public.currency_code not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint billing_line_items_one_per_position unique (company_id, invoice_id, position),
  constraint billing_line_items_amount_is_the_product check (amount = round(quantity * unit_price, 2)),
  foreign key (company_id, invoice_id, currency) references public.invoices (company_id, id, currency) on delete cascade
);
comment on table public.billing_line_items is
  'The lines of an invoice; together exactly its net amount once it is issued. Written by billing, read by members; kept with the invoice.';
comment on column public.billing_line_items.amount is 'Quantity times price, rounded to the minor unit: it leaves the house.';

create index billing_line_items_invoice on public.billing_line_items (company_id, invoice_id, currency);

create trigger _100_touch_updated_at before update on public.billing_line_items
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.billing_line_items
  for each row execute function private.tg__tenant_stays();

create function private.tg_billing_line_items__issued_stays() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_status public.invoice_status;
begin
  -- Locked, so that nobody issues the invoice while a line is on its way. (A draft that is deleted takes its lines along.)
  for v_status in
    select i.status from public.invoices i
    where i.company_id in (new.company_id, old.company_id) and i.id in (new.invoice_id, old.invoice_id)
    order by i.id for share
  loop
    if v_status <> 'draft' then
      raise exception using errcode = 'PT409', message = 'invoice_issued', hint = 'What was issued stays; void it and issue another.';
    end if;
  end loop;
  return coalesce(new, old);
end $$;
comment on function private.tg_billing_line_items__issued_stays() is 'Refuses to add, change or remove a line of an invoice that was issued.';
create trigger _200_issued_stays before insert or update or delete on public.billing_line_items
  for each row execute function private.tg_billing_line_items__issued_stays();
create trigger _200_no_truncate before truncate on public.billing_line_items
  for each statement execute function private.tg__append_only();

create function private.tg_invoices__lines_sum_to_net() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_sum numeric := (select coalesce(sum(l.amount), 0) from public.billing_line_items l where l.company_id = new.company_id and l.invoice_id = new.id);
begin
  if exists (select from public.invoices i where i.id = new.id and i.status <> 'draft' and i.net <> v_sum) then
    raise exception using errcode = 'PT409', message = 'invoice_sum_differs',
      detail = jsonb_build_object('invoice_id', new.id, 'net', new.net::text, 'lines', v_sum::text)::text;
  end if;
  return null;
end $$;
comment on function private.tg_invoices__lines_sum_to_net() is 'Refuses, at commit, an issued invoice whose lines do not sum to its net amount.';
create constraint trigger _200_lines_sum_to_net after insert or update on public.invoices
  deferrable initially deferred for each row when (new.status <> 'draft') execute function private.tg_invoices__lines_sum_to_net();

alter table public.billing_line_items enable row level security;
alter table public.billing_line_items force row level security;
create policy select_as_member on public.billing_line_items for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
grant select on public.billing_line_items to authenticated;
grant select, insert, update, delete on public.billing_line_items to service_role;
-- No writing by people: an invoice is ours to write.
