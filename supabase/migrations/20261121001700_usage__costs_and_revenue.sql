-- usage · the owner's two questions: what did it cost, what did it bring

create function private.earliest_owner(p_company_id uuid) returns uuid
language sql stable set search_path = pg_catalog, pg_temp as $$
  select m.profile_id from public.company_members m
  where m.company_id = p_company_id and m.role = 'owner' order by m.created_at, m.profile_id limit 1
$$;
comment on function private.earliest_owner(uuid) is 'To whom costs and revenue are ascribed that belong to no single person.';
grant execute on function private.earliest_owner(uuid) to authenticated, service_role;

create view public.v_ai_usage with (security_invoker = true) as
  select u.*,
    public.convert(u.cost, u.currency, 'EUR', u.created_at::date) as cost_eur,
    public.convert(u.cost, u.currency, 'SEK', u.created_at::date) as cost_sek,
    public.convert(u.cost, u.currency, 'USD', u.created_at::date) as cost_usd
  from public.ai_usage_logs u;
comment on view public.v_ai_usage is 'Model usage with its cost in EUR, SEK and USD at the day''s rate.';
grant select on public.v_ai_usage to authenticated, service_role;

create view public.v_user_costs with (security_invoker = true) as
  with events as (
    select u.company_id, u.user_id, u.created_at, 'ai' as cost_type, u.cost as amount, u.currency, u.total_tokens > 0 as counts
    from public.ai_usage_logs u
    union all
    select c.company_id, null, k.started_at, 'call', c.amount, c.currency, c.component = 'minutes'
    from public.call_charges c
    join public.calls k on k.company_id = c.company_id and k.id = c.call_id
    where c.component <> 'model'
  ),
  dated as (
    select e.*, (e.created_at at time zone c.timezone::text)::date as date
    from events e join public.companies c on c.id = e.company_id
  )
  select coalesce(d.user_id, private.earliest_owner(d.company_id)) as user_id, d.company_id, d.date, d.cost_type,
    sum(public.convert(d.amount, d.currency, 'SEK', d.date)) as cost_sek,
    sum(public.convert(d.amount, d.currency, 'EUR', d.date)) as cost_eur,
    sum(public.convert(d.amount, d.currency, 'USD', d.date)) as cost_usd,
    count(*) filter (where d.counts) as event_count
  from dated d
  group by 1, 2, 3, 4;
comment on view public.v_user_costs is
  'What a company paid, by day (its own local day) and kind: ai is model time, call is the minutes of calls. In EUR, SEK and USD at the day''s rate; null where no rate is known.';
grant select on public.v_user_costs to authenticated, service_role;

create view public.v_user_revenue with (security_invoker = true) as
  select private.earliest_owner(a.company_id) as user_id, a.company_id,
    (a.start_time at time zone c.timezone::text)::date as date,
    coalesce(v.name, a.title, '') as service_type,
    count(*) as booking_count,
    sum(coalesce(a.expected_revenue, 0)) as expected_revenue,
    sum(coalesce(a.actual_revenue, 0)) as actual_revenue,
    a.currency::text as currency
  from public.appointments a
  join public.companies c on c.id = a.company_id
  left join public.services v on v.company_id = a.company_id and v.id = a.service_id
  where a.status in ('pending', 'scheduled', 'confirmed', 'completed')
  group by 1, 2, 3, 4, 8;
comment on view public.v_user_revenue is
  'What appointments bring, by the company''s local day they are on and by service. Holds, cancelled and missed ones do not count.';
grant select on public.v_user_revenue to authenticated, service_role;

create view public.company_statistics with (security_invoker = true) as
  select c.id as company_id, c.name,
    (select count(*) from public.customers x where x.company_id = c.id) as total_customers,
    (select count(*) from public.appointments x where x.company_id = c.id and x.status <> 'held') as total_appointments,
    (select count(*) from public.calls x where x.company_id = c.id) as total_calls,
    b.current_balance as prepaid_balance, b.currency::text as currency
  from public.companies c
  join public.prepaid_balances b on b.company_id = c.id;
comment on view public.company_statistics is 'A company at a glance.';
grant select on public.company_statistics to authenticated, service_role;
