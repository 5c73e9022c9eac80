-- Undoes money · plans.

drop view if exists public.v_plan_usage;
drop trigger if exists _200_within_plan on public.company_members;
drop trigger if exists _200_within_plan_again on public.branches;
drop trigger if exists _200_within_plan on public.branches;
drop trigger if exists _200_within_plan_again on public.phone_numbers;
drop trigger if exists _200_within_plan on public.phone_numbers;
drop trigger if exists _200_within_plan_again on public.assistants;
drop trigger if exists _200_within_plan on public.assistants;
drop function if exists private.tg__within_plan();
drop function if exists private.require_within_plan(uuid, text, integer);
drop function if exists private.plan_usage(uuid, text);
drop function if exists private.plan_limit(uuid, text);
drop function if exists private.plan_in_force(uuid);
drop function if exists private.plan_of(uuid);
drop table if exists public.subscription_items;
drop table if exists public.subscriptions;
drop function if exists private.tg_subscriptions__begin();
drop function if exists private.tg_subscriptions__what_was_agreed_stays();
drop function if exists private.tg_subscriptions__list_price();
drop type if exists public.subscription_status;
drop table if exists public.plan_prices;
drop table if exists public.plans;
