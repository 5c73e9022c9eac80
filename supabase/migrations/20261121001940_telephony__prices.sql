-- telephony · prices that come later: which calls and messages a provider is asked about, and when
--
-- Some providers rate a call or a message minutes or hours after it was over and tell nobody. They are asked 5 minutes after
-- that and again whenever the time has doubled, for a day: nothing is kept of the asking, because the time says when it is
-- due. What is answered goes through the inbox like anything else a provider tells.

create index calls_ended on public.calls (ended_at) where status = 'completed';
create index message_logs_unpriced on public.message_logs (created_at) where provider_message_id is not null;

-- 1 at 5 minutes, 2 at 10, 3 at 20 … 9 at 21 hours 20 minutes.
create function private.price_tries(p_after interval) returns integer
language sql immutable set search_path = pg_catalog, pg_temp
return floor(log(2, greatest(extract(epoch from p_after), 150) / 150));
comment on function private.price_tries(interval) is 'How often a provider was asked for a price, so long after what it is for was over.';

create function backend.unpriced_calls(p_providers text[], p_period_seconds integer, p_limit integer)
returns table (company_id uuid, integration_id uuid, provider text, provider_call_id text, key_id text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  return query
    select c.company_id, c.integration_id, c.provider, c.provider_call_id, i.credentials_key_id
    from public.calls c
    join public.integrations i on i.company_id = c.company_id and i.id = c.integration_id and i.is_active and i.credentials_key_id is not null
    -- What was due by now, and by the last run.
    cross join lateral (select
      private.price_tries(now() - c.ended_at) as due_now,
      private.price_tries(now() - c.ended_at - make_interval(secs => p_period_seconds)) as due_before) t
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

create function backend.unpriced_messages(p_providers text[], p_period_seconds integer, p_limit integer)
returns table (company_id uuid, integration_id uuid, provider text, provider_message_id text, key_id text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  return query
    select m.company_id, m.integration_id, m.provider, m.provider_message_id, i.credentials_key_id
    from public.message_logs m
    join public.integrations i on i.company_id = m.company_id and i.id = m.integration_id and i.is_active and i.credentials_key_id is not null
    cross join lateral (select
      private.price_tries(now() - m.created_at) as due_now,
      private.price_tries(now() - m.created_at - make_interval(secs => p_period_seconds)) as due_before) t
    -- Whose addresses are gone has been forgotten.
    where m.provider = any (p_providers) and m.provider_message_id is not null and m.from_address is not null and m.to_address is not null
      and m.created_at between now() - interval '24 hours' and now() - interval '5 minutes'
      and t.due_now > t.due_before
      and (t.due_now >= 9 or not m.metadata ? 'cost_told')
    order by m.created_at, m.id limit least(p_limit, 500);
end $$;
comment on function backend.unpriced_messages(text[], integer, integer) is
  'Messages of these providers about whose price it is time to ask again, as unpriced_calls has it of calls; their time begins when we first heard of them.';
grant execute on function backend.unpriced_messages(text[], integer, integer) to fn_billing;

-- What was answered is opened and booked by the same doors as everything else.
grant execute on function backend.read_credential(uuid, text), backend.take_delivery(uuid, text, text, jsonb, bytea, jsonb, timestamptz) to fn_billing;
