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
    public.convert(u.cost, u.currency, 'EUR', d.date) as cost_eur,
    public.convert(u.cost, u.currency, 'SEK', d.date) as cost_sek,
    public.convert(u.cost, u.currency, 'USD', d.date) as cost_usd
  from public.ai_usage_logs u
  join public.companies c on c.id = u.company_id
  cross join lateral (select (u.created_at at time zone c.timezone::text)::date as date) d;
comment on view public.v_ai_usage is
  'Model usage with its cost in EUR, SEK and USD at the rate of the company''s local day, as in v_user_costs; null where no rate is known.';
grant select on public.v_ai_usage to authenticated, service_role;

create view public.v_cost_events with (security_invoker = true) as
  with events as (
    select u.company_id, u.user_id, u.call_id, 'ai' as cost_type, u.created_at as occurred_at, u.cost as amount, u.currency, u.total_tokens > 0 as counts
    from public.ai_usage_logs u
    union all
    select c.company_id, null, c.call_id, 'call', k.started_at, c.amount, c.currency, c.component = 'minutes'
    from public.call_charges c
    join public.calls k on k.company_id = c.company_id and k.id = c.call_id
    where c.component <> 'model'
    union all
    select m.company_id, m.user_id, m.call_id, m.channel::text, coalesce(m.sent_at, m.created_at), m.cost, m.currency, m.status not in ('queued', 'failed')
    from public.message_logs m
    union all
    -- A number is paid by the month, on its first day, from when it was assigned until it expires.
    select n.company_id, null, null, 'number', f.first_day at time zone c.timezone::text, n.monthly_cost, n.currency, true
    from public.phone_numbers n
    join public.companies c on c.id = n.company_id
    cross join lateral generate_series(
      date_trunc('month', n.assigned_at at time zone c.timezone::text), now() at time zone c.timezone::text, interval '1 month') as f (first_day)
    where n.status = 'active' and n.monthly_cost > 0
      and f.first_day >= date_trunc('day', n.assigned_at at time zone c.timezone::text)
      and (n.expires_at is null or f.first_day < n.expires_at at time zone c.timezone::text)
  )
  select e.company_id, coalesce(e.user_id, private.earliest_owner(e.company_id)) as user_id, e.call_id, e.cost_type, e.occurred_at,
    (e.occurred_at at time zone c.timezone::text)::date as date, e.amount, e.currency, e.counts
  from events e join public.companies c on c.id = e.company_id;
comment on view public.v_cost_events is
  'Everything a company paid for, one row each: ai is model time, call the minutes of calls, sms, whatsapp and email messages, number the month of a number. date is the company''s local day; counts is false for what led to nothing.';
grant select on public.v_cost_events to authenticated, service_role;

create view public.v_user_costs with (security_invoker = true) as
  with converted as (
    select e.user_id, e.company_id, e.date, e.cost_type, e.counts,
      public.convert(e.amount, e.currency, 'SEK', e.date) as sek,
      public.convert(e.amount, e.currency, 'EUR', e.date) as eur,
      public.convert(e.amount, e.currency, 'USD', e.date) as usd
    from public.v_cost_events e
  )
  -- One amount whose rate is not known makes the sum unknown, not smaller.
  select v.user_id, v.company_id, v.date, v.cost_type,
    case when count(v.sek) = count(*) then sum(v.sek) end as cost_sek,
    case when count(v.eur) = count(*) then sum(v.eur) end as cost_eur,
    case when count(v.usd) = count(*) then sum(v.usd) end as cost_usd,
    count(*) filter (where v.counts) as event_count
  from converted v
  group by 1, 2, 3, 4;
comment on view public.v_user_costs is
  'What a company paid, by day (its own local day) and kind: ai, call, sms, whatsapp, email, number. In EUR, SEK and USD at the day''s rate; null where a rate is not known.';
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
