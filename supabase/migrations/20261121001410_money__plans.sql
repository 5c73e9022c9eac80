-- money · plans: what a company may have, what it pays a month, and who may let models think

create table public.plans (
  plan text primary key constraint plans_name_plain check (plan ~ '^[a-z][a-z0-9_]*$'),
  display_name text not null constraint plans_display_name_sensible check (btrim(display_name) <> '' and char_length(display_name) <= 100),
  included_minutes integer constraint plans_minutes_not_negative check (included_minutes >= 0),
  max_assistants integer constraint plans_assistants_not_negative check (max_assistants >= 0),
  max_numbers integer constraint plans_numbers_not_negative check (max_numbers >= 0),
  max_members integer constraint plans_members_at_least_the_owner check (max_members >= 1),
  max_branches integer constraint plans_branches_at_least_the_main_one check (max_branches >= 1),
  max_calls_at_once integer constraint plans_at_least_one_call_at_once check (max_calls_at_once >= 1),
  premium_templates boolean not null default false,
  created_at timestamptz not null default now()
);
comment on table public.plans is
  'What can be subscribed to and what it allows; an empty limit is none. Everybody signed in reads it; it grows by a migration. Kept for good.';
comment on column public.plans.premium_templates is 'Whether assistants can be made from templates that are premium.';
comment on column public.plans.included_minutes is 'Minutes of calls a month that the price includes; empty: as many as agreed.';
comment on column public.plans.max_calls_at_once is 'Calls that models answer at one time; who rings beyond that is answered by the receptionist.';

insert into public.plans (plan, display_name, included_minutes, max_assistants, max_numbers, max_members, max_branches, max_calls_at_once, premium_templates) values
  ('free', 'Free', 0, 1, 1, 3, 1, 2, false),
  ('starter', 'Starter', 50, 3, 3, 5, 3, 5, false),
  ('professional', 'Professional', 500, 25, 25, 100, 25, 25, true),
  ('enterprise', 'Enterprise', null, null, null, null, null, null, true);

create table public.plan_prices (
  plan text not null references public.plans (plan) on delete cascade,
  currency public.currency_code not null,
  monthly_price numeric(14, 6) not null constraint plan_prices_not_negative check (monthly_price >= 0 and monthly_price < 'NaN'),
  created_at timestamptz not null default now(),
  primary key (plan, currency)
);
comment on table public.plan_prices is
  'The list price of a plan a month, net, in each currency that we bill in; a plan without one is agreed by hand. Everybody signed in reads it; kept for good.';

insert into public.plan_prices (plan, currency, monthly_price) values
  ('free', 'EUR', 0), ('free', 'CHF', 0), ('free', 'SEK', 0),
  ('starter', 'EUR', 29), ('starter', 'CHF', 29), ('starter', 'SEK', 329),
  ('professional', 'EUR', 99), ('professional', 'CHF', 99), ('professional', 'SEK', 1090);

alter table public.plans enable row level security;
alter table public.plans force row level security;
create policy select_as_anyone_signed_in on public.plans for select to authenticated
  using ((select auth.uid()) is not null);
grant select on public.plans to authenticated, service_role;

alter table public.plan_prices enable row level security;
alter table public.plan_prices force row level security;
create policy select_as_anyone_signed_in on public.plan_prices for select to authenticated
  using ((select auth.uid()) is not null);
grant select on public.plan_prices to authenticated, service_role;

create type public.subscription_status as enum ('trialing', 'active', 'past_due', 'cancelled');
comment on type public.subscription_status is
  'trialing: free until the period ends; active: paid; past_due: a payment is missing, nothing is taken away yet; cancelled: over, for good.';

create table public.subscriptions (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete restrict,
  plan text not null references public.plans (plan) on delete restrict,
  monthly_price numeric(14, 6) not null constraint subscriptions_price_not_negative check (monthly_price >= 0 and monthly_price < 'NaN'),
  currency public.currency_code not null,

  status public.subscription_status not null default 'active',
  is_live boolean not null generated always as (status <> 'cancelled') stored,
  current_period_start timestamptz not null default now(),
  current_period_end timestamptz not null default now() + interval '1 month',
  cancel_at_period_end boolean not null default false,
  cancelled_at timestamptz,

  stripe_subscription_id text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (company_id, id),
  constraint subscriptions_period_ends_after_its_start check (current_period_end > current_period_start),
  constraint subscriptions_cancelled_at_a_time check ((status = 'cancelled') = (cancelled_at is not null)),
  -- A company pays in the currency of its balance.
  foreign key (company_id, currency) references public.prepaid_balances (company_id, currency) on delete restrict
);
comment on table public.subscriptions is
  'Which plan a company has, and had: another plan is another row. Written by the operator and billing, read by members; kept as the law asks.';
comment on column public.subscriptions.monthly_price is 'What was agreed, net; the list price unless said otherwise.';
comment on column public.subscriptions.is_live is 'Not cancelled; a company has at most one that is.';

-- Two columns, because a REST server may take a unique index on the company alone for a one-to-one link.
create unique index subscriptions_one_live_per_company on public.subscriptions (company_id, is_live) where is_live;
create unique index subscriptions_one_live_per_stripe_id on public.subscriptions (stripe_subscription_id) where is_live;
create index subscriptions_company on public.subscriptions (company_id, created_at desc);
create index subscriptions_plan on public.subscriptions (plan);
create index subscriptions_balance on public.subscriptions (company_id, currency);
create index subscriptions_due on public.subscriptions (current_period_end) where status <> 'cancelled';

create function private.tg_subscriptions__list_price() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  new.currency := coalesce(new.currency, (select b.currency from public.prepaid_balances b where b.company_id = new.company_id));
  new.monthly_price := coalesce(new.monthly_price, (
    select p.monthly_price from public.plan_prices p where p.plan = new.plan and p.currency = new.currency));
  return new;
end $$;
comment on function private.tg_subscriptions__list_price() is 'Fills in the currency of the balance and the plan''s list price, where the writer says nothing else.';
create trigger _100_list_price before insert on public.subscriptions
  for each row execute function private.tg_subscriptions__list_price();
create trigger _100_touch_updated_at before update on public.subscriptions
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.subscriptions
  for each row execute function private.tg__tenant_stays();

create function private.tg_subscriptions__what_was_agreed_stays() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if old.status = 'cancelled' or (new.status = 'trialing' and old.status <> 'trialing') then
    raise exception using errcode = 'PT409', message = 'subscription_moves_forward_only',
      detail = jsonb_build_object('from', old.status, 'to', new.status)::text, hint = 'Begin a new subscription.';
  end if;
  if (new.plan, new.currency, new.monthly_price) is distinct from (old.plan, old.currency, old.monthly_price) then
    raise exception using errcode = 'PT409', message = 'subscription_agreed', hint = 'Cancel this one and begin another: what was agreed stays readable.';
  end if;
  return new;
end $$;
comment on function private.tg_subscriptions__what_was_agreed_stays() is
  'Refuses to revive a cancelled subscription, to return to a trial, and to change plan or price of one that runs.';
create trigger _200_what_was_agreed_stays before update on public.subscriptions
  for each row execute function private.tg_subscriptions__what_was_agreed_stays();

alter table public.subscriptions enable row level security;
alter table public.subscriptions force row level security;
create policy select_as_member on public.subscriptions for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
grant select on public.subscriptions to authenticated;
grant select, insert, update on public.subscriptions to service_role;
-- No INSERT, UPDATE or DELETE by people: a plan is bought through billing, which also takes the money.

create table public.subscription_items (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete restrict,
  subscription_id uuid not null,
  metric text not null default 'minutes' constraint subscription_items_metric_plain check (metric ~ '^[a-z][a-z0-9_]{0,49}$'),
  usage_minutes numeric(14, 6) not null default 0 constraint subscription_items_usage_not_negative check (usage_minutes >= 0 and usage_minutes < 'NaN'),
  usage_limit numeric(14, 6) constraint subscription_items_limit_not_negative check (usage_limit >= 0 and usage_limit < 'NaN'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint subscription_items_one_per_metric unique (company_id, subscription_id, metric),
  constraint subscription_items_usage_within_limit check (usage_minutes <= usage_limit),
  foreign key (company_id, subscription_id) references public.subscriptions (company_id, id) on delete restrict
);
comment on table public.subscription_items is
  'What a subscription includes in its period and how much of it is used; usage beyond the limit is impossible here, it is paid from the balance. Opened with the subscription, counted by billing, read by members.';
comment on column public.subscription_items.usage_limit is 'How many are included; empty: no limit.';

create trigger _100_touch_updated_at before update on public.subscription_items
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.subscription_items
  for each row execute function private.tg__tenant_stays();

alter table public.subscription_items enable row level security;
alter table public.subscription_items force row level security;
create policy select_as_member on public.subscription_items for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
grant select on public.subscription_items to authenticated;
grant select, insert on public.subscription_items to service_role;
grant update (usage_minutes, usage_limit) on public.subscription_items to service_role;
-- No writing by people: usage is counted, not stated.

-- A bought plan ends the trial, and what it includes is opened to be counted.
create function private.tg_subscriptions__begin() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into public.subscription_items (company_id, subscription_id, metric, usage_limit)
  select new.company_id, new.id, 'minutes', p.included_minutes from public.plans p where p.plan = new.plan;
  update public.companies set trial_ends_at = null where id = new.company_id and trial_ends_at is not null;
  return null;
end $$;
comment on function private.tg_subscriptions__begin() is 'Opens the count of included minutes and ends the company''s trial, since it has a plan now.';
create trigger _500_begin after insert on public.subscriptions
  for each row execute function private.tg_subscriptions__begin();

create function private.plan_of(p_company_id uuid) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return (select s.plan from public.subscriptions s
          where s.company_id = p_company_id and s.is_live and (s.status <> 'trialing' or s.current_period_end > now()));
end $$;
comment on function private.plan_of(uuid) is 'The plan that a company has now; null if none. A subscription on trial counts until its period ends.';
grant execute on function private.plan_of(uuid) to authenticated, service_role;

-- During the trial everything of the professional plan can be tried; afterwards, without a plan, the free one's limits hold
-- for what is added. What is there stays.
create function private.plan_in_force(p_company_id uuid) returns public.plans
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return (
    select p from public.companies c
    join public.plans p on p.plan = coalesce(
      private.plan_of(c.id), case when c.trial_ends_at > now() then 'professional' else 'free' end)
    where c.id = p_company_id);
end $$;
comment on function private.plan_in_force(uuid) is 'The plan that says what a company may: its own, on trial the professional one, else the free one.';
grant execute on function private.plan_in_force(uuid) to authenticated, service_role;

create function private.plan_limit(p_company_id uuid, p_resource text) returns integer
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  v_plan public.plans := private.plan_in_force(p_company_id);
begin
  return case p_resource
    when 'assistants' then v_plan.max_assistants when 'numbers' then v_plan.max_numbers
    when 'members' then v_plan.max_members when 'branches' then v_plan.max_branches end;
end $$;
comment on function private.plan_limit(uuid, text) is
  'How many assistants, numbers, members or branches a company may have: by its plan, on trial by professional, else by free. Null: as many as it likes.';
grant execute on function private.plan_limit(uuid, text) to authenticated, service_role;

create function private.plan_usage(p_company_id uuid, p_resource text) returns bigint
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  return case p_resource
    when 'assistants' then (select count(*) from public.assistants x where x.company_id = p_company_id and x.status <> 'archived')
    when 'numbers' then (select count(*) from public.phone_numbers x where x.company_id = p_company_id and x.status <> 'inactive')
    when 'members' then (select count(*) from public.company_members x where x.company_id = p_company_id)
    when 'branches' then (select count(*) from public.branches x where x.company_id = p_company_id and x.is_active) end;
end $$;
comment on function private.plan_usage(uuid, text) is
  'What counts against the plan: assistants that are not archived, numbers that are not inactive, members, active branches.';
grant execute on function private.plan_usage(uuid, text) to authenticated, service_role;

create function private.require_within_plan(p_company_id uuid, p_resource text, p_to_come integer) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  v_limit integer := private.plan_limit(p_company_id, p_resource);
begin
  if v_limit is null then
    return;
  end if;
  -- Two that are added at once would else not see each other.
  perform pg_advisory_xact_lock(hashtextextended('within_plan:' || p_company_id, 0));
  if private.plan_usage(p_company_id, p_resource) + p_to_come > v_limit then
    raise exception using errcode = 'PT409', message = 'quota_exceeded',
      detail = jsonb_build_object('resource', p_resource, 'limit', v_limit)::text, hint = 'Choose a plan that allows more.';
  end if;
end $$;
comment on function private.require_within_plan(uuid, text, integer) is 'Refuses quota_exceeded if what is there and what is to come go beyond the plan.';

-- After the row, not before: a row that meets its like (on conflict do nothing) is none too many.
create function private.tg__within_plan() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform private.require_within_plan(new.company_id, tg_argv[0], 0);
  return null;
end $$;
comment on function private.tg__within_plan() is 'Refuses with quota_exceeded what goes beyond the plan. Its argument says what is counted.';

create trigger _200_within_plan after insert on public.assistants
  for each row when (new.status <> 'archived') execute function private.tg__within_plan('assistants');
create trigger _200_within_plan_again after update of status on public.assistants
  for each row when (old.status = 'archived' and new.status <> 'archived') execute function private.tg__within_plan('assistants');
create trigger _200_within_plan after insert on public.phone_numbers
  for each row when (new.status <> 'inactive') execute function private.tg__within_plan('numbers');
create trigger _200_within_plan_again after update of status on public.phone_numbers
  for each row when (old.status = 'inactive' and new.status <> 'inactive') execute function private.tg__within_plan('numbers');
create trigger _200_within_plan after insert on public.branches
  for each row when (new.is_active) execute function private.tg__within_plan('branches');
create trigger _200_within_plan_again after update of is_active on public.branches
  for each row when (new.is_active and not old.is_active) execute function private.tg__within_plan('branches');
create trigger _200_within_plan after insert on public.company_members
  for each row execute function private.tg__within_plan('members');

create view public.v_plan_usage with (security_invoker = true) as
  select c.id as company_id, r.resource, private.plan_usage(c.id, r.resource) as used, private.plan_limit(c.id, r.resource) as quota,
    private.plan_of(c.id) as plan, c.trial_ends_at
  from public.companies c
  cross join (values ('assistants'), ('numbers'), ('members'), ('branches')) as r (resource);
comment on view public.v_plan_usage is
  'What a company has of what its plan limits; an empty quota is none, an empty plan means that it is on trial until trial_ends_at or has none.';
grant select on public.v_plan_usage to authenticated, service_role;
