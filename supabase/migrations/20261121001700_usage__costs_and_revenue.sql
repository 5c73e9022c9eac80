-- usage · the owner's two questions: what did it cost, what did it bring

-- A view that grows with every call names rates and owners in lateral joins rather than by public.convert: a function is
-- called anew for every row and asks the policies anew each time (measured on 10^5 rows: 484 s against 4).
-- The formula is that of public.convert.

create view public.v_ai_usage with (security_invoker = true) as
  select u.*,
    case when u.currency = 'EUR' then u.cost else round(u.cost / own.rate, 6) end as cost_eur,
    case when u.currency = 'SEK' then u.cost else round(u.cost / case when u.currency = 'EUR' then 1 else own.rate end * sek.rate, 6) end as cost_sek,
    case when u.currency = 'USD' then u.cost else round(u.cost / case when u.currency = 'EUR' then 1 else own.rate end * usd.rate, 6) end as cost_usd
  from public.ai_usage_logs u
  join public.companies c on c.id = u.company_id
  cross join lateral (select (u.created_at at time zone c.timezone::text)::date as date) d
  left join lateral (
    select r.rate from public.exchange_rates r where r.currency = u.currency and r.on_day <= d.date order by r.on_day desc limit 1) own on u.currency <> 'EUR'
  left join lateral (
    select r.rate from public.exchange_rates r where r.currency = 'SEK' and r.on_day <= d.date order by r.on_day desc limit 1) sek on true
  left join lateral (
    select r.rate from public.exchange_rates r where r.currency = 'USD' and r.on_day <= d.date order by r.on_day desc limit 1) usd on true;
comment on view public.v_ai_usage is
  'Model usage with its cost in EUR, SEK and USD at the rate of the company''s local day, as in v_user_costs; null where no rate is known.';
grant select on public.v_ai_usage to authenticated, service_role;

create view public.v_cost_events with (security_invoker = true) as
  with events as (
    select u.company_id, u.user_id, u.call_id, 'ai' as cost_type, u.created_at as occurred_at, u.cost as amount, u.currency, u.total_tokens > 0 or u.characters > 0 and u.outcome = 'ok' as counts
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
  select c.id as company_id, coalesce(e.user_id, o.profile_id) as user_id, e.call_id, e.cost_type, e.occurred_at, d.date, e.amount, e.currency,
    case when e.currency = 'EUR' then e.amount else round(e.amount / own.rate, 6) end as cost_eur,
    case when e.currency = 'SEK' then e.amount else round(e.amount / case when e.currency = 'EUR' then 1 else own.rate end * sek.rate, 6) end as cost_sek,
    case when e.currency = 'USD' then e.amount else round(e.amount / case when e.currency = 'EUR' then 1 else own.rate end * usd.rate, 6) end as cost_usd,
    e.counts
  from public.companies c
  left join lateral (
    select m.profile_id from public.company_members m
    where m.company_id = c.id and m.role = 'owner' order by m.created_at, m.profile_id limit 1) o on true
  join events e on e.company_id = c.id
  cross join lateral (select (e.occurred_at at time zone c.timezone::text)::date as date) d
  left join lateral (
    select r.rate from public.exchange_rates r where r.currency = e.currency and r.on_day <= d.date order by r.on_day desc limit 1) own on e.currency <> 'EUR'
  left join lateral (
    select r.rate from public.exchange_rates r where r.currency = 'SEK' and r.on_day <= d.date order by r.on_day desc limit 1) sek on true
  left join lateral (
    select r.rate from public.exchange_rates r where r.currency = 'USD' and r.on_day <= d.date order by r.on_day desc limit 1) usd on true;
comment on view public.v_cost_events is
  'Everything a company paid for, one row each: ai is model time and spoken characters, call the minutes of calls, sms, whatsapp and email messages, number the month of a number. date is the company''s local day; counts is false for what led to nothing. What is no single person''s is the earliest owner''s.';
grant select on public.v_cost_events to authenticated, service_role;

create view public.v_user_costs with (security_invoker = true) as
  -- One amount whose rate is not known makes the sum unknown, not smaller.
  select e.user_id, e.company_id, e.date, e.cost_type,
    case when count(e.cost_sek) = count(*) then sum(e.cost_sek) end as cost_sek,
    case when count(e.cost_eur) = count(*) then sum(e.cost_eur) end as cost_eur,
    case when count(e.cost_usd) = count(*) then sum(e.cost_usd) end as cost_usd,
    count(*) filter (where e.counts) as event_count
  from public.v_cost_events e
  group by 1, 2, 3, 4;
comment on view public.v_user_costs is
  'What a company paid, by day (its own local day) and kind: ai, call, sms, whatsapp, email, number. In EUR, SEK and USD at the day''s rate; null where a rate is not known.';
grant select on public.v_user_costs to authenticated, service_role;

create view public.v_user_revenue with (security_invoker = true) as
  select o.profile_id as user_id, a.company_id,
    (a.start_time at time zone c.timezone::text)::date as date,
    coalesce(v.name, a.title, '') as service_type,
    count(*) as booking_count,
    sum(coalesce(a.expected_revenue, 0)) as expected_revenue,
    sum(coalesce(a.actual_revenue, 0)) as actual_revenue,
    a.currency::text as currency
  from public.companies c
  left join lateral (
    select m.profile_id from public.company_members m
    where m.company_id = c.id and m.role = 'owner' order by m.created_at, m.profile_id limit 1) o on true
  join public.appointments a on a.company_id = c.id
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
