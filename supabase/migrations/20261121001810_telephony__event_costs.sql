-- telephony · what providers ask for calls, in the three currencies

-- The formula of public.convert, with the rates in lateral joins: as v_ai_usage, and for its reason.
create view public.v_telephony_events with (security_invoker = true) as
  select e.*,
    case when e.currency = 'EUR' then e.cost else round(e.cost / own.rate, 6) end as cost_eur,
    case when e.currency = 'SEK' then e.cost else round(e.cost / case when e.currency = 'EUR' then 1 else own.rate end * sek.rate, 6) end as cost_sek,
    case when e.currency = 'USD' then e.cost else round(e.cost / case when e.currency = 'EUR' then 1 else own.rate end * usd.rate, 6) end as cost_usd
  from public.telephony_events e
  cross join lateral (select (e.event_timestamp at time zone 'UTC')::date as date) d
  left join lateral (
    select r.rate from public.exchange_rates r where r.currency = e.currency and r.on_day <= d.date order by r.on_day desc limit 1) own on e.currency <> 'EUR'
  left join lateral (
    select r.rate from public.exchange_rates r where r.currency = 'SEK' and r.on_day <= d.date order by r.on_day desc limit 1) sek on true
  left join lateral (
    select r.rate from public.exchange_rates r where r.currency = 'USD' and r.on_day <= d.date order by r.on_day desc limit 1) usd on true;
comment on view public.v_telephony_events is
  'Events of calls with their cost in EUR, SEK and USD at the rate of the day (of UTC) they happened on; null where no rate is known.';
grant select on public.v_telephony_events to authenticated, service_role;

create view public.v_call_provider_costs with (security_invoker = true) as
  select distinct on (e.company_id, e.call_id, e.cost_of)
    e.company_id, e.call_id, e.integration_id, e.provider, e.cost_of, e.cost, e.currency, e.event_timestamp as told_at, e.cost_eur, e.cost_sek, e.cost_usd
  from public.v_telephony_events e
  where e.cost_of is not null
  order by e.company_id, e.call_id, e.cost_of, e.event_timestamp desc, e.event_key desc;
comment on view public.v_call_provider_costs is
  'What a provider asks for a call, one row a thing: the latest word about it, in the provider''s currency and in EUR, SEK and USD as v_telephony_events has them. Not charged by it: a company pays its rate card.';
grant select on public.v_call_provider_costs to authenticated, service_role;
