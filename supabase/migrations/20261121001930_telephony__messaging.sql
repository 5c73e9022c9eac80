-- telephony · messaging: what providers tell of messages, applied to their log
--
-- A message's row is what the set of its events says, whatever order they come in: its status is the furthest that was ever
-- told, its cost the latest word about it, its instants the earliest. So everything here may be told again.

-- What a message says that is nothing but one of these words. CANCEL, END and QUIT, which some networks take for it too, are
-- answers to a reminder more often than not; who means them is understood by the provider, and its word is taken.
create function private.opt_word(p_text text) returns text
language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
declare
  v_word text := upper(btrim(p_text, E' \t\r\n.,!"''„“”'));
begin
  return case
    when v_word in ('STOP', 'STOPP', 'STOPPA', 'STOPALL', 'UNSUBSCRIBE', 'OPTOUT', 'OPT OUT', 'OPT-OUT', 'ABMELDEN', 'ABBESTELLEN', 'AVREGISTRERA') then 'stop'
    when v_word in ('START', 'STARTA', 'UNSTOP', 'SUBSCRIBE') then 'start' end;
end $$;
comment on function private.opt_word(text) is 'stop: nothing more on this channel; start: again; null: neither.';

-- The last word counts, by when it was written; whoever is a moment later with an earlier one changes nothing.
create function private.honour_opt_word(p_message public.message_logs, p_word text) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  -- Two words of one customer at once: the second waits, and sees the first.
  perform from public.customers c where c.company_id = p_message.company_id and c.id = p_message.customer_id for update;
  if exists (
    select from public.message_logs m
    where m.company_id = p_message.company_id and m.customer_id = p_message.customer_id and m.channel = p_message.channel
      and m.direction = 'inbound' and m.metadata ? 'opt_out' and (m.sent_at, m.provider_message_id) > (p_message.sent_at, p_message.provider_message_id)) then
    return;
  end if;
  if p_word = 'stop' then
    insert into public.opt_outs (company_id, channel, address, reason)
    values (p_message.company_id, p_message.channel::text::public.contact_channel, p_message.from_address, 'asked_by_message')
    on conflict on constraint opt_outs_said_once do nothing;
  else
    delete from public.opt_outs o
    where o.company_id = p_message.company_id and o.channel = p_message.channel::text::public.contact_channel and o.address = p_message.from_address;
  end if;
end $$;
comment on function private.honour_opt_word(public.message_logs, text) is
  'Puts who wrote a message on the list of those who want nothing more on its channel (stop), or takes them off it (start).';

-- The row of the message, made if this is the first we hear of it; null where it would have to be made by what is switched off.
create function private.message_of_event(p_integration public.integrations, p_event jsonb, p_at timestamptz) returns public.message_logs
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  v_message public.message_logs;
  v_inbound boolean := p_event ->> 'direction' = 'inbound';
  v_theirs text := p_event ->> case when v_inbound then 'from_address' else 'to_address' end;
  v_customer public.customers;
  v_word text;
begin
  select * into v_message from public.message_logs m
  where m.company_id = p_integration.company_id and m.integration_id = p_integration.id and m.provider_message_id = p_event ->> 'provider_message_id'
  for update;
  if found then
    return v_message;
  end if;
  if not p_integration.is_active or p_integration.status = 'disabled'
     or not exists (select from public.companies c where c.id = p_integration.company_id and c.is_active) then
    return null;
  end if;

  -- Who writes becomes a customer; who is only written to is one already, or none.
  if v_theirs ~ '^\+[1-9][0-9]{6,14}$' then
    if v_inbound then
      insert into public.customers (company_id, home_branch_id, phone, phone_normalized, preferred_language, acquisition_source)
      select c.id, b.id, v_theirs, v_theirs, c.language, p_event ->> 'channel'
      from public.companies c
      left join public.phone_numbers n on n.company_id = c.id and n.number = p_event ->> 'to_address'
      left join lateral (
        select x.id from public.branches x where x.company_id = c.id
        order by (x.id = n.branch_id) desc nulls last, x.is_primary desc, x.is_active desc, x.created_at limit 1) b on true
      where c.id = p_integration.company_id
      on conflict on constraint customers_one_per_number do nothing;
    end if;
    select * into v_customer from public.customers c where c.company_id = p_integration.company_id and c.phone_normalized = v_theirs;
  end if;

  v_word := case when v_inbound then coalesce(p_event ->> 'opt_out', private.opt_word(p_event ->> 'text')) end;
  insert into public.message_logs (
    company_id, customer_id, integration_id, channel, direction, from_address, to_address, body, status, provider, provider_message_id, currency,
    metadata, sent_at)
  select p_integration.company_id, v_customer.id, p_integration.id, (p_event ->> 'channel')::public.message_channel, (p_event ->> 'direction')::public.call_direction,
    p_event ->> 'from_address', p_event ->> 'to_address', p_event ->> 'text', (p_event ->> 'status')::public.message_status, p_integration.provider,
    p_event ->> 'provider_message_id', b.currency,
    jsonb_strip_nulls(jsonb_build_object('opt_out', v_word, 'media', nullif(p_event -> 'media', '[]'))), case when v_inbound then p_at end
  from public.prepaid_balances b where b.company_id = p_integration.company_id
  on conflict on constraint message_logs_one_per_provider_id do nothing
  returning * into v_message;
  if not found then
    -- Another event of the same message was a moment faster.
    select * into v_message from public.message_logs m
    where m.company_id = p_integration.company_id and m.integration_id = p_integration.id and m.provider_message_id = p_event ->> 'provider_message_id'
    for update;
    return v_message;
  end if;

  if v_word is not null and v_customer.id is not null then
    perform private.honour_opt_word(v_message, v_word);
  elsif v_inbound and v_word is null and not coalesce(v_customer.is_blocked, false) then
    -- By the provider's name of it, which outlives the row: what is told again is not told twice.
    perform private.notify_owners(
      p_integration.company_id, 'owner_message_received',
      jsonb_strip_nulls(jsonb_build_object(
        'message', left(coalesce(nullif(btrim(p_event ->> 'text'), ''), '[' || (
          select string_agg(x ->> 'content_type', ', ') from jsonb_array_elements(p_event -> 'media') x) || ']', ''), 2000),
        'channel_name', case p_event ->> 'channel' when 'whatsapp' then 'WhatsApp' else 'SMS' end,
        'customer_name', v_customer.full_name, 'callback_number', v_theirs)),
      format('written:%s:%s', p_integration.id, p_event ->> 'provider_message_id'), p_customer_id => v_customer.id);
  end if;
  return v_message;
end $$;
comment on function private.message_of_event(public.integrations, jsonb, timestamptz) is
  'The message that an event speaks of, made if new, with its customer; what comes in is then told to the owners, or honoured if it is a word like STOP.';

create function private.take_message_event(p_integration public.integrations, p_event jsonb, p_received_at timestamptz) returns boolean
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  v_before public.message_logs;
  v_after public.message_logs;
  v_at timestamptz := private.event_instant(p_event, p_received_at);
  v_status public.message_status := p_event ->> 'status';
  v_told text;
begin
  v_before := private.message_of_event(p_integration, p_event, v_at);
  if v_before.id is null then
    return false;
  end if;
  v_after := v_before;
  v_after.status := greatest(v_before.status, v_status);
  v_after.error := least(v_before.error, p_event ->> 'error');
  if v_status in ('sent', 'delivered', 'read') then
    v_after.sent_at := least(v_before.sent_at, v_at);
  end if;
  if v_status in ('delivered', 'read') then
    v_after.delivered_at := least(v_before.delivered_at, v_at);
  end if;
  if p_event ->> 'cost' is not null then
    -- The amount decides between two words of one instant: something has to, and not the order they came in.
    v_told := to_char(v_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') || ' ' || (p_event ->> 'cost');
    if v_told collate "C" > coalesce(v_before.metadata ->> 'cost_told', '') then
      v_after.cost := (p_event ->> 'cost')::numeric;
      v_after.currency := p_event ->> 'currency';
      v_after.metadata := v_before.metadata || jsonb_build_object('cost_told', v_told);
    end if;
  end if;
  -- One that came in under the name of one that went out, or the other way round, says nothing of it.
  if v_after is distinct from v_before and v_before.direction::text = p_event ->> 'direction' then
    update public.message_logs m
    set status = v_after.status, error = v_after.error, sent_at = v_after.sent_at, delivered_at = v_after.delivered_at,
        cost = v_after.cost, currency = v_after.currency, metadata = v_after.metadata
    where m.id = v_before.id;
  end if;
  return true;
end $$;
comment on function private.take_message_event(public.integrations, jsonb, timestamptz) is
  'Makes the row of a message what its events say, this one among them; false where it is about nothing of ours.';

create function backend.rebuild_message(p_company_id uuid, p_delivery_id uuid, p_event jsonb) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_delivery public.webhook_events;
  v_integration public.integrations;
  v_before public.message_logs;
  v_after public.message_logs;
begin
  select * into v_delivery from public.webhook_events e where e.company_id = p_company_id and e.id = p_delivery_id and e.status = 'applied';
  if not found then
    return false;
  end if;
  select * into v_integration from public.integrations i where i.company_id = p_company_id and i.id = v_delivery.integration_id;
  select * into v_before from public.message_logs m
  where m.company_id = p_company_id and m.integration_id = v_integration.id and m.provider_message_id = p_event ->> 'provider_message_id';
  perform private.take_message_event(v_integration, p_event, v_delivery.received_at);
  select * into v_after from public.message_logs m
  where m.company_id = p_company_id and m.integration_id = v_integration.id and m.provider_message_id = p_event ->> 'provider_message_id';
  return v_after is distinct from v_before;
end $$;
comment on function backend.rebuild_message(uuid, uuid, jsonb) is
  'Tells again what an applied delivery says of a message: its row is made if it is gone, and moves forward if it is behind; true if anything changed. Nobody is told of it twice.';
grant execute on function backend.rebuild_message(uuid, uuid, jsonb) to fn_jobs;
