-- telephony · what single events cost, in the three currencies

create view public.v_telephony_events with (security_invoker = true) as
  select e.*,
    public.convert(e.cost, e.currency, 'EUR', (e.event_timestamp at time zone 'UTC')::date) as cost_eur,
    public.convert(e.cost, e.currency, 'SEK', (e.event_timestamp at time zone 'UTC')::date) as cost_sek,
    public.convert(e.cost, e.currency, 'USD', (e.event_timestamp at time zone 'UTC')::date) as cost_usd
  from public.telephony_events e;
comment on view public.v_telephony_events is
  'Events of calls with their cost in EUR, SEK and USD at the rate of the day (of UTC) they happened on; null where no rate is known.';
grant select on public.v_telephony_events to authenticated, service_role;
