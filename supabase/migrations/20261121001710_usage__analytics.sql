-- usage · analytics: how the telephone does, and what is left of it
--
-- Plain views over the rows themselves: exact at any moment. A day is the company's own local day, a call belongs to the day
-- on which it began.

create view public.v_call_outcomes with (security_invoker = true) as
  select k.company_id, k.id as call_id, k.assistant_id, (k.started_at at time zone c.timezone::text)::date as date, k.started_at,
    k.status, k.duration_seconds, k.audio_quality, k.latency_ms, k.transcription_accuracy, k.satisfaction, k.cost, k.currency,
    coalesce(a.appointments, 0) as appointments,
    case when k.lead_qualified then greatest(coalesce(l.leads, 0), 1) else coalesce(l.leads, 0) end as leads,
    k.conversion or k.appointment_created or coalesce(a.appointments, 0) > 0 as converted
  from public.calls k
  join public.companies c on c.id = k.company_id
  left join (
    select x.company_id, x.call_id, count(*) as appointments from public.appointments x
    where x.call_id is not null and x.status not in ('held', 'cancelled') group by 1, 2) a on a.company_id = k.company_id and a.call_id = k.id
  left join (
    select x.company_id, x.source_call_id, count(*) as leads from public.leads x
    where x.source_call_id is not null group by 1, 2) l on l.company_id = k.company_id and l.source_call_id = k.id;
comment on view public.v_call_outcomes is
  'A call and what came of it: appointments made in it that were not cancelled, leads, and whether it converted (an appointment, or somebody said so).';
grant select on public.v_call_outcomes to authenticated, service_role;

create view public.analytics_daily with (security_invoker = true) as
  select o.company_id, o.assistant_id, o.date,
    count(*) as calls,
    count(*) filter (where o.status = 'completed') as completed,
    count(*) filter (where o.status = 'failed') as failed,
    round(avg(o.duration_seconds) filter (where o.status = 'completed'), 2) as average_duration,
    round(avg(o.audio_quality), 2) as quality,
    round(avg(o.latency_ms), 2) as latency,
    round(avg(o.transcription_accuracy), 4) as accuracy,
    round(count(*) filter (where o.converted) / count(*)::numeric, 4) as conversion,
    round(avg(o.satisfaction), 2) as satisfaction,
    sum(o.appointments)::bigint as appointments,
    sum(o.leads)::bigint as leads,
    coalesce(sum(o.cost), 0) as cost,
    round(coalesce(sum(o.cost), 0) * 60 / nullif(sum(o.duration_seconds), 0), 6) as cost_per_minute,
    o.currency::text as currency
  from public.v_call_outcomes o
  group by 1, 2, 3, o.currency;
comment on view public.analytics_daily is
  'Calls by company, assistant and local day. completed and failed count those statuses alone; average_duration is of completed calls in seconds, latency in milliseconds, quality 0 to 5, accuracy and conversion are shares of one; averages are empty where nothing was measured.';
grant select on public.analytics_daily to authenticated, service_role;

create view public.v_call_margin with (security_invoker = true) as
  with moved as (
    select a.company_id, a.call_id, 'revenue' as side, coalesce(a.actual_revenue, a.expected_revenue, 0) as amount, a.currency
    from public.appointments a
    where a.call_id is not null and a.status in ('pending', 'scheduled', 'confirmed', 'completed')
    union all
    select u.company_id, u.call_id, 'ai', u.cost, u.currency from public.ai_usage_logs u where u.call_id is not null
    union all
    select c.company_id, c.call_id, 'telephony', c.amount, c.currency from public.call_charges c where c.component <> 'model'
    union all
    select m.company_id, m.call_id, 'message', m.cost, m.currency from public.message_logs m where m.call_id is not null
  ),
  calls as (
    select k.company_id, k.id as call_id, k.assistant_id, (k.started_at at time zone c.timezone::text)::date as date, c.currency
    from public.calls k join public.companies c on c.id = k.company_id
  ),
  -- In the company's currency; one amount whose rate is not known makes the sum unknown, not smaller.
  summed as (
    select k.company_id, k.call_id, k.assistant_id, k.date, k.currency,
      case when bool_and(v.amount is not null) filter (where m.side = 'revenue') is not false then coalesce(sum(v.amount) filter (where m.side = 'revenue'), 0) end as revenue,
      case when bool_and(v.amount is not null) filter (where m.side = 'ai') is not false then coalesce(sum(v.amount) filter (where m.side = 'ai'), 0) end as ai_cost,
      case when bool_and(v.amount is not null) filter (where m.side = 'telephony') is not false then coalesce(sum(v.amount) filter (where m.side = 'telephony'), 0) end as telephony_cost,
      case when bool_and(v.amount is not null) filter (where m.side = 'message') is not false then coalesce(sum(v.amount) filter (where m.side = 'message'), 0) end as message_cost
    from calls k
    left join moved m on m.company_id = k.company_id and m.call_id = k.call_id
    left join lateral (
      select case when m.currency = k.currency then m.amount else public.convert(m.amount, m.currency, k.currency, k.date) end as amount) v on true
    group by 1, 2, 3, 4, 5
  ),
  totalled as (
    select s.*, s.ai_cost + s.telephony_cost + s.message_cost as cost, s.revenue - s.ai_cost - s.telephony_cost - s.message_cost as margin
    from summed s
  )
  select t.company_id, t.call_id, t.assistant_id, t.date, t.revenue, t.ai_cost, t.telephony_cost, t.message_cost, t.cost, t.margin, t.currency::text as currency,
    case when t.currency = 'EUR' then t.revenue else round(t.revenue / r.own, 6) end as revenue_eur,
    case when t.currency = 'EUR' then t.cost else round(t.cost / r.own, 6) end as cost_eur,
    case when t.currency = 'EUR' then t.margin else round(t.margin / r.own, 6) end as margin_eur,
    case when t.currency = 'SEK' then t.revenue else round(t.revenue / r.own * sek.rate, 6) end as revenue_sek,
    case when t.currency = 'SEK' then t.cost else round(t.cost / r.own * sek.rate, 6) end as cost_sek,
    case when t.currency = 'SEK' then t.margin else round(t.margin / r.own * sek.rate, 6) end as margin_sek,
    case when t.currency = 'USD' then t.revenue else round(t.revenue / r.own * usd.rate, 6) end as revenue_usd,
    case when t.currency = 'USD' then t.cost else round(t.cost / r.own * usd.rate, 6) end as cost_usd,
    case when t.currency = 'USD' then t.margin else round(t.margin / r.own * usd.rate, 6) end as margin_usd,
    r.own as rate_own, sek.rate as rate_sek, usd.rate as rate_usd
  from totalled t
  left join lateral (
    select r.rate from public.exchange_rates r where r.currency = t.currency and r.on_day <= t.date order by r.on_day desc limit 1) x on t.currency <> 'EUR'
  cross join lateral (select case when t.currency = 'EUR' then 1 else x.rate end as own) r
  left join lateral (
    select r.rate from public.exchange_rates r where r.currency = 'SEK' and r.on_day <= t.date order by r.on_day desc limit 1) sek on true
  left join lateral (
    select r.rate from public.exchange_rates r where r.currency = 'USD' and r.on_day <= t.date order by r.on_day desc limit 1) usd on true;
comment on view public.v_call_margin is
  'What a call brought (its appointments: actual revenue, else expected; none of holds, cancelled and missed ones) less what it cost in model time, telephony and messages. In the company''s currency and in EUR, SEK and USD at the rates of the call''s local day, which stand beside it as what one euro bought; null where a rate is not known.';
grant select on public.v_call_margin to authenticated, service_role;

create view public.v_daily_margin with (security_invoker = true) as
  with moved as (
    select a.company_id, (a.start_time at time zone c.timezone::text)::date as date, 'revenue' as side,
      coalesce(a.actual_revenue, a.expected_revenue, 0) as amount, a.currency, c.currency as own
    from public.appointments a join public.companies c on c.id = a.company_id
    where a.status in ('pending', 'scheduled', 'confirmed', 'completed')
    union all
    select e.company_id, e.date, case e.cost_type when 'ai' then 'ai' when 'call' then 'telephony' else 'message' end, e.amount, e.currency, c.currency
    from public.v_cost_events e join public.companies c on c.id = e.company_id
    where e.cost_type <> 'number'
  ),
  converted as (
    select m.company_id, m.date, m.own, m.side, 
      case when m.currency = m.own then m.amount else public.convert(m.amount, m.currency, m.own, m.date) end as amount
    from moved m
  ),
  summed as (
    select v.company_id, v.date, v.own as currency,
      case when bool_and(v.amount is not null) filter (where v.side = 'revenue') is not false then coalesce(sum(v.amount) filter (where v.side = 'revenue'), 0) end as revenue,
      case when bool_and(v.amount is not null) filter (where v.side = 'ai') is not false then coalesce(sum(v.amount) filter (where v.side = 'ai'), 0) end as ai_cost,
      case when bool_and(v.amount is not null) filter (where v.side = 'telephony') is not false then coalesce(sum(v.amount) filter (where v.side = 'telephony'), 0) end as telephony_cost,
      case when bool_and(v.amount is not null) filter (where v.side = 'message') is not false then coalesce(sum(v.amount) filter (where v.side = 'message'), 0) end as message_cost
    from converted v group by 1, 2, 3
  ),
  totalled as (
    select s.*, s.ai_cost + s.telephony_cost + s.message_cost as cost, s.revenue - s.ai_cost - s.telephony_cost - s.message_cost as margin
    from summed s
  )
  select t.company_id, t.date, t.revenue, t.ai_cost, t.telephony_cost, t.message_cost, t.cost, t.margin, t.currency::text as currency,
    public.convert(t.margin, t.currency, 'EUR', t.date) as margin_eur,
    public.convert(t.margin, t.currency, 'SEK', t.date) as margin_sek,
    public.convert(t.margin, t.currency, 'USD', t.date) as margin_usd
  from totalled t;
comment on view public.v_daily_margin is
  'What a company''s local day brought (appointments on that day: actual revenue, else expected) less what the day cost in model time, telephony and messages; the monthly cost of numbers is no day''s and left out. In the company''s currency, the margin also in EUR, SEK and USD; null where a rate is not known.';
grant select on public.v_daily_margin to authenticated, service_role;

-- The days that a person asks for: at most ten years, both ends included.
create function private.require_days(p_from date, p_until date) returns void
language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
begin
  if not coalesce(isfinite(p_from) and isfinite(p_until) and p_until >= p_from, false) then
    raise exception using errcode = 'PT422', message = 'days_wrong', hint = 'Name a first and a last day, in this order.';
  end if;
  if p_until - p_from > 3660 then
    raise exception using errcode = 'PT422', message = 'days_too_many', hint = 'Ask for at most ten years at once.';
  end if;
end $$;
comment on function private.require_days(date, date) is 'Refuses days_wrong or days_too_many.';

create function private.analytics_overview(p_company_id uuid, p_days integer) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_company public.companies;
  v_from date;
  v_until date;
  v_totals jsonb;
  v_top jsonb;
begin
  perform private.require_role(auth.uid(), p_company_id, 'viewer');
  if not coalesce(p_days between 1 and 3660, false) then
    raise exception using errcode = 'PT422', message = 'days_wrong', hint = 'Ask for 1 to 3660 days.';
  end if;
  select * into v_company from public.companies where id = p_company_id;
  v_until := (now() at time zone v_company.timezone::text)::date;
  v_from := v_until - p_days + 1;

  select jsonb_build_object(
      'total_calls', count(*),
      'completed_calls', count(*) filter (where k.status = 'completed'),
      'success_rate', round(count(*) filter (where k.status = 'completed') / nullif(count(*), 0)::numeric, 4),
      'average_duration', round(avg(k.duration_seconds) filter (where k.status = 'completed'), 2),
      'total_cost', coalesce(sum(k.cost), 0),
      'cost_per_call', round(coalesce(sum(k.cost), 0) / nullif(count(*), 0), 6),
      'currency', v_company.currency)
  into v_totals
  from public.calls k
  where k.company_id = p_company_id and k.started_at >= v_from::timestamp at time zone v_company.timezone::text
    and k.started_at < (v_until + 1)::timestamp at time zone v_company.timezone::text;

  select coalesce(jsonb_agg(to_jsonb(t) order by t.total_calls desc, t.name, t.assistant_id), '[]') into v_top
  from (
    select a.id as assistant_id, a.name, count(*) as total_calls, count(*) filter (where k.status = 'completed') as completed_calls,
      round(count(*) filter (where k.status = 'completed') / count(*)::numeric, 4) as success_rate,
      round(avg(k.duration_seconds) filter (where k.status = 'completed'), 2) as average_duration, coalesce(sum(k.cost), 0) as total_cost
    from public.calls k join public.assistants a on a.company_id = k.company_id and a.id = k.assistant_id
    where k.company_id = p_company_id and k.started_at >= v_from::timestamp at time zone v_company.timezone::text
      and k.started_at < (v_until + 1)::timestamp at time zone v_company.timezone::text
    group by a.id, a.name order by count(*) desc, a.name, a.id limit 5) t;

  return jsonb_build_object(
    'period', jsonb_build_object('days', p_days, 'from', v_from, 'until', v_until, 'timezone', v_company.timezone),
    'totals', v_totals, 'top_assistants', v_top);
end $$;
comment on function private.analytics_overview(uuid, integer) is 'The last days of a company at a glance. Refuses company_not_found or days_wrong.';
grant execute on function private.analytics_overview(uuid, integer) to authenticated;

create function public.analytics_overview(p_company_id uuid, p_days integer default 30) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
begin atomic
  select private.analytics_overview(p_company_id, p_days);
end;
comment on function public.analytics_overview(uuid, integer) is
  'For viewers: the last local days, today included, as {period: {days, from, until, timezone}, totals: {total_calls, completed_calls, success_rate (completed of total), average_duration (seconds of completed calls), total_cost, cost_per_call, currency}, top_assistants: [five by calls]}. Without calls the counts are 0 and the rates null. Refuses company_not_found or days_wrong.';
grant execute on function public.analytics_overview(uuid, integer) to authenticated;

create function private.analytics_calls(p_company_id uuid, p_from date, p_until date, p_group text)
returns table (
  period_start date, total_calls bigint, completed_calls bigint, failed_calls bigint, success_rate numeric, average_duration numeric,
  total_cost numeric, cost_per_call numeric, appointments bigint, leads bigint, currency text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_company public.companies;
begin
  perform private.require_role(auth.uid(), p_company_id, 'viewer');
  perform private.require_days(p_from, p_until);
  if not coalesce(p_group in ('day', 'week', 'month'), false) then
    raise exception using errcode = 'PT422', message = 'group_unknown', hint = 'Group by day, week or month.';
  end if;
  select * into v_company from public.companies where id = p_company_id;
  return query
  select g.first_day::date, count(o.call_id), count(*) filter (where o.status = 'completed'), count(*) filter (where o.status = 'failed'),
    round(count(*) filter (where o.status = 'completed') / nullif(count(o.call_id), 0)::numeric, 4),
    round(avg(o.duration_seconds) filter (where o.status = 'completed'), 2),
    coalesce(sum(o.cost), 0), round(coalesce(sum(o.cost), 0) / nullif(count(o.call_id), 0), 6),
    coalesce(sum(o.appointments), 0)::bigint, coalesce(sum(o.leads), 0)::bigint, v_company.currency::text
  from generate_series(date_trunc(p_group, p_from::timestamp), p_until::timestamp, ('1 ' || p_group)::interval) as g (first_day)
  left join public.v_call_outcomes o on o.company_id = p_company_id
    and o.started_at >= p_from::timestamp at time zone v_company.timezone::text
    and o.started_at < (p_until + 1)::timestamp at time zone v_company.timezone::text
    and date_trunc(p_group, o.date::timestamp) = g.first_day
  group by g.first_day order by g.first_day;
end $$;
comment on function private.analytics_calls(uuid, date, date, text) is 'Calls by local day, week or month. Refuses company_not_found, days_wrong, days_too_many or group_unknown.';
grant execute on function private.analytics_calls(uuid, date, date, text) to authenticated;

create function public.analytics_calls(p_company_id uuid, p_from date, p_until date, p_group text default 'day')
returns table (
  period_start date, total_calls bigint, completed_calls bigint, failed_calls bigint, success_rate numeric, average_duration numeric,
  total_cost numeric, cost_per_call numeric, appointments bigint, leads bigint, currency text)
language sql stable set search_path = pg_catalog, pg_temp
begin atomic
  select c.period_start, c.total_calls, c.completed_calls, c.failed_calls, c.success_rate, c.average_duration, c.total_cost, c.cost_per_call,
    c.appointments, c.leads, c.currency
  from private.analytics_calls(p_company_id, p_from, p_until, p_group) c;
end;
comment on function public.analytics_calls(uuid, date, date, text) is
  'For viewers: calls from one local day to another, both included, by day, week (from Monday) or month; a period without calls is there with zeros. Only the days asked for count, also in the first and last week. Refuses company_not_found, days_wrong, days_too_many or group_unknown.';
grant execute on function public.analytics_calls(uuid, date, date, text) to authenticated;

create function private.analytics_usage(p_company_id uuid, p_from date, p_until date)
returns table (
  date date, provider text, model text, requests bigint, successful bigint, prompt_tokens bigint, cached_tokens bigint, completion_tokens bigint,
  total_tokens bigint, cost numeric, currency text, average_latency_ms numeric)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_company public.companies;
begin
  perform private.require_role(auth.uid(), p_company_id, 'viewer');
  perform private.require_days(p_from, p_until);
  select * into v_company from public.companies where id = p_company_id;
  return query
  select (u.created_at at time zone v_company.timezone::text)::date, u.provider, u.model, count(*), count(*) filter (where u.outcome = 'ok'),
    sum(u.prompt_tokens)::bigint, sum(u.cached_tokens)::bigint, sum(u.completion_tokens)::bigint, sum(u.total_tokens)::bigint,
    sum(u.cost), u.currency::text, round(avg(u.latency_ms) filter (where u.outcome = 'ok'), 2)
  from public.ai_usage_logs u
  where u.company_id = p_company_id and u.created_at >= p_from::timestamp at time zone v_company.timezone::text
    and u.created_at < (p_until + 1)::timestamp at time zone v_company.timezone::text
  group by 1, 2, 3, u.currency order by 1, 2, 3;
end $$;
comment on function private.analytics_usage(uuid, date, date) is 'Model usage by local day, provider and model. Refuses company_not_found, days_wrong or days_too_many.';
grant execute on function private.analytics_usage(uuid, date, date) to authenticated;

create function public.analytics_usage(p_company_id uuid, p_from date, p_until date)
returns table (
  date date, provider text, model text, requests bigint, successful bigint, prompt_tokens bigint, cached_tokens bigint, completion_tokens bigint,
  total_tokens bigint, cost numeric, currency text, average_latency_ms numeric)
language sql stable set search_path = pg_catalog, pg_temp
begin atomic
  select u.date, u.provider, u.model, u.requests, u.successful, u.prompt_tokens, u.cached_tokens, u.completion_tokens, u.total_tokens, u.cost,
    u.currency, u.average_latency_ms
  from private.analytics_usage(p_company_id, p_from, p_until) u;
end;
comment on function public.analytics_usage(uuid, date, date) is
  'For viewers: what models were asked from one local day to another, both included, by day, provider and model; cached tokens are part of the prompt''s, latency is of answers that came. No rows where nothing was asked. Refuses company_not_found, days_wrong or days_too_many.';
grant execute on function public.analytics_usage(uuid, date, date) to authenticated;
