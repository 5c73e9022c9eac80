-- telephony · prices that come later: which calls a provider is asked about, and when
--
-- Some providers rate a call minutes or hours after it ended and tell nobody. They are asked 5 minutes after its end and again
-- whenever that time has doubled, for a day: nothing is kept of the asking, because the call's end says when it is due. What
-- is answered goes through the inbox like anything else a provider tells.

create index calls_ended on public.calls (ended_at) where status = 'completed';

create function backend.unpriced_calls(p_providers text[], p_period_seconds integer, p_limit integer)
returns table (company_id uuid, integration_id uuid, provider text, provider_call_id text, key_id text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  return query
    select c.company_id, c.integration_id, c.provider, c.provider_call_id, i.credentials_key_id
    from public.calls c
    join public.integrations i on i.company_id = c.company_id and i.id = c.integration_id and i.is_active and i.credentials_key_id is not null
    -- The tries that were due by now, and by the last run: 1 at 5 minutes, 2 at 10, 3 at 20 … 9 at 21 hours 20 minutes.
    cross join lateral (select
      floor(log(2, extract(epoch from now() - c.ended_at) / 150)) as due_now,
      floor(log(2, greatest(extract(epoch from now() - c.ended_at) - p_period_seconds, 150) / 150)) as due_before) t
    where c.status = 'completed' and c.provider = any (p_providers) and c.anonymised_at is null
      and c.ended_at between now() - interval '24 hours' and now() - interval '5 minutes'
      and t.due_now > t.due_before
      -- What has a price is asked about once more, at the last: a provider may have thought better of it.
      and (t.due_now >= 9 or not exists (
        select from public.telephony_events e where e.company_id = c.company_id and e.call_id = c.id and e.cost_of = 'call'))
    order by c.ended_at, c.id limit least(p_limit, 500);
end $$;
comment on function backend.unpriced_calls(text[], integer, integer) is
  'Completed calls of these providers about whose price it is time to ask again, for a run every so many seconds: with back-off, until they are a day old.';
grant execute on function backend.unpriced_calls(text[], integer, integer) to fn_billing;

-- What was answered is opened and booked by the same doors as everything else.
grant execute on function backend.read_credential(uuid, text), backend.take_delivery(uuid, text, text, jsonb, bytea, jsonb) to fn_billing;
