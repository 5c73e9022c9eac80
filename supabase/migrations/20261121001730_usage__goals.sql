-- usage · goals: how far a company has come in what it wants to reach

create view public.company_goal_progress with (security_invoker = true) as
  with rounds as (
    select g.id as goal_id, g.company_id, g.name, g.metric, g.target_value, g.period, g.is_active, c.currency as own, c.timezone::text as zone,
      greatest(date_trunc(g.period::text, d.day)::date, g.starts_on) as period_starts_on,
      least((date_trunc(g.period::text, d.day) + case g.period when 'quarter' then interval '3 months' else ('1 ' || g.period)::interval end)::date - 1,
        g.ends_on) as period_ends_on
    from public.company_goals g
    join public.companies c on c.id = g.company_id
    -- Today's round; before the goal begins its first one, after it has ended its last.
    cross join lateral (
      select greatest(g.starts_on, least((now() at time zone c.timezone::text)::date, coalesce(g.ends_on, 'infinity')))::timestamp as day) d
  ),
  bounded as (
    select r.*, r.period_starts_on::timestamp at time zone r.zone as since, (r.period_ends_on + 1)::timestamp at time zone r.zone as until
    from rounds r
  ),
  counted as (
    select b.*, case b.metric
      when 'calls' then (
        select count(*) from public.calls k where k.company_id = b.company_id and k.started_at >= b.since and k.started_at < b.until)
      when 'completed_calls' then (
        select count(*) from public.calls k
        where k.company_id = b.company_id and k.status = 'completed' and k.started_at >= b.since and k.started_at < b.until)
      when 'appointments' then (
        select count(*) from public.appointments a
        where a.company_id = b.company_id and a.status not in ('held', 'cancelled') and a.created_at >= b.since and a.created_at < b.until)
      when 'revenue' then (
        select case when count(a.actual_revenue) = count(v.amount) then coalesce(sum(v.amount), 0) end
        from public.appointments a
        cross join lateral (select public.convert(a.actual_revenue, a.currency, b.own, (a.start_time at time zone b.zone)::date) as amount) v
        where a.company_id = b.company_id and a.status in ('pending', 'scheduled', 'confirmed', 'completed')
          and a.start_time >= b.since and a.start_time < b.until)
      when 'leads' then (
        select count(*) from public.leads l where l.company_id = b.company_id and l.created_at >= b.since and l.created_at < b.until)
      when 'conversion_rate' then (
        select round(100.0 * count(*) filter (where o.converted) / nullif(count(*), 0), 2) from public.v_call_outcomes o
        where o.company_id = b.company_id and o.started_at >= b.since and o.started_at < b.until)
      end::numeric as current_value
    from bounded b
  )
  select v.goal_id, v.company_id, v.name, v.metric, v.period, v.period_starts_on, v.period_ends_on, v.target_value, v.current_value,
    round(100 * v.current_value / v.target_value, 2) as percent, v.is_active
  from counted v;
comment on view public.company_goal_progress is
  'Goals with how far they have come in the current round (calendar period of the company''s time zone, cut to the goal''s own days; after its end the last one). percent is of the target. A rate is empty without calls, revenue where a rate of exchange is not known.';
grant select on public.company_goal_progress to authenticated, service_role;
