-- usage · coverage: what a company still lacks before it can answer the telephone
--
-- The core: a provider that carries speech (telephony or voice) and a calendar, both active; a main branch and a number for
-- it. Companies that are switched off are not asked about.

create view public.v_integration_coverage with (security_invoker = true) as
  select c.id as company_id, c.name as company_name, h.has_telephony_or_voice, h.has_calendar,
    h.has_telephony_or_voice and h.has_calendar as is_covered,
    array_remove(array[
      case when not h.has_telephony_or_voice then 'telephony_or_voice' end,
      case when not h.has_calendar then 'calendar' end], null) as missing
  from public.companies c
  cross join lateral (
    select
      coalesce(bool_or(p.provider_type in ('telephony', 'voice') and p.capabilities @> '{voice}'), false) as has_telephony_or_voice,
      coalesce(bool_or(p.provider_type = 'calendar'), false) as has_calendar
    from public.integrations i join public.integration_providers p on p.provider = i.provider
    where i.company_id = c.id and i.status = 'active' and i.is_active) h
  where c.is_active;
comment on view public.v_integration_coverage is
  'Which core integrations a company has, active ones only, and which are missing: telephony_or_voice, calendar.';
grant select on public.v_integration_coverage to authenticated, service_role;

create view public.v_phone_coverage with (security_invoker = true) as
  select c.id as company_id, c.name as company_name, n.numbers, n.numbers > 0 as has_number, n.has_primary_number,
    b.has_main_branch, n.has_main_branch_number, b.branches_without_number,
    b.has_main_branch and n.has_main_branch_number as is_covered,
    array_remove(array[
      case when n.numbers = 0 then 'number' end,
      case when not n.has_primary_number then 'primary_number' end,
      case when not b.has_main_branch then 'main_branch' end,
      case when not n.has_main_branch_number then 'main_branch_number' end], null) as missing
  from public.companies c
  cross join lateral (
    -- A number without a branch is answered by the main one.
    select count(*) as numbers, coalesce(bool_or(x.is_primary), false) as has_primary_number,
      coalesce(bool_or(x.branch_id is null or y.is_primary), false) as has_main_branch_number
    from public.phone_numbers x left join public.branches y on y.company_id = x.company_id and y.id = x.branch_id
    where x.company_id = c.id and x.status = 'active') n
  cross join lateral (
    select coalesce(bool_or(x.is_primary), false) as has_main_branch,
      coalesce(array_agg(x.name order by x.name) filter (where not x.is_primary and not exists (
        select from public.phone_numbers y where y.company_id = x.company_id and y.branch_id = x.id and y.status = 'active')), '{}') as branches_without_number
    from public.branches x where x.company_id = c.id and x.is_active) b
  where c.is_active;
comment on view public.v_phone_coverage is
  'Which numbers a company answers, active ones only, and what is missing: number, primary_number, main_branch, main_branch_number. Other branches without a number of their own are named, but miss nothing.';
grant select on public.v_phone_coverage to authenticated, service_role;

create view public.v_integration_coverage_total with (security_invoker = true) as
  select count(*) as total_companies,
    count(*) filter (where v.has_telephony_or_voice) as companies_with_telephony_or_voice,
    count(*) filter (where v.has_calendar) as companies_with_calendar,
    count(*) filter (where v.is_covered) as companies_with_core_integrations,
    round(100.0 * count(*) filter (where v.is_covered) / nullif(count(*), 0), 2) as coverage_percent
  from public.v_integration_coverage v;
comment on view public.v_integration_coverage_total is 'For the operator: how many companies have their core integrations, and the share in per cent.';
grant select on public.v_integration_coverage_total to service_role;

create view public.v_phone_coverage_total with (security_invoker = true) as
  select count(*) as total_companies,
    count(*) filter (where v.has_number) as companies_with_number,
    count(*) filter (where v.has_primary_number) as companies_with_primary_number,
    count(*) filter (where v.has_main_branch) as companies_with_main_branch,
    count(*) filter (where v.has_main_branch_number) as companies_with_main_branch_number,
    round(100.0 * count(*) filter (where v.is_covered) / nullif(count(*), 0), 2) as coverage_percent
  from public.v_phone_coverage v;
comment on view public.v_phone_coverage_total is 'For the operator: how many companies have a main branch that is answered, and the share in per cent.';
grant select on public.v_phone_coverage_total to service_role;
