-- notices · sending: what a job takes to send, and how the message fares that it became

-- A claim is a lease and counts as a try. Who took an email and died leaves it due again; what was to go to a telephone may
-- have gone, and no provider of messages can be asked a second time for the same one: it is given up, and says so.
create function backend.claim_notifications(p_channels text[], p_limit integer)
returns table (
  id uuid, company_id uuid, channel text, recipient text, profile_id uuid, customer_id uuid, address text, template text, language text, subject text,
  body text, attempt integer, sent_from text, integration_id uuid, provider text, webhook_token text, key_id text, config jsonb)
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update public.notifications n
  set status = 'failed', next_attempt_at = null,
      last_error = case when n.channel in ('sms', 'whatsapp') then 'outcome_unknown' else coalesce(n.last_error, 'never_settled') end
  where n.id in (
    select d.id from public.notifications d
    where d.status = 'sending' and d.next_attempt_at <= now() and (d.attempts >= 6 or d.channel in ('sms', 'whatsapp'))
    limit 500 for update skip locked);

  -- Who has said stop since it was queued is told nothing more that way.
  update public.notifications n
  set status = 'cancelled', next_attempt_at = null
  where n.id in (
    select d.id from public.notifications d
    join public.opt_outs o on o.company_id = d.company_id and o.channel::text = d.channel::text and o.address = lower(d.address)
    where d.status = 'queued' and d.next_attempt_at <= now() and d.recipient = 'customer'
    limit 500 for update of d skip locked);

  -- Materialized: joined as it stands, it may be asked again for each row, and more be taken than were asked for.
  with due as materialized (
    select d.id from public.notifications d
    where d.status in ('queued', 'sending') and d.next_attempt_at <= now() and d.channel::text = any (p_channels)
    order by d.next_attempt_at limit least(p_limit, 500) for update skip locked),
  claimed as (
    update public.notifications n
    set status = 'sending', next_attempt_at = now() + interval '60 seconds', attempts = n.attempts + 1
    from due where n.id = due.id
    returning n)
  select (c.n).id, (c.n).company_id, (c.n).channel::text, (c.n).recipient::text, (c.n).profile_id, (c.n).customer_id, (c.n).address, (c.n).template,
    (c.n).language::text, (c.n).subject, (c.n).body, (c.n).attempts, r.sent_from, r.integration_id, r.provider, r.webhook_token, r.key_id, r.config
  from claimed c
  left join lateral private.message_route((c.n).company_id, (c.n).channel::text, (c.n).appointment_id) r on true
$$;
comment on function backend.claim_notifications(text[], integer) is
  'Takes due notices of these channels for a minute, each with the way by which the company sends such. Two workers never get the same one; an email that six workers did not settle is given up, and a message that one did not.';
grant execute on function backend.claim_notifications(text[], integer) to fn_jobs;
-- What is sent is sent with the company's own key.
grant execute on function backend.read_credential(uuid, text) to fn_jobs;

-- The provider may have told of it before we could write it down: then the row is there, and learns what it was.
create function backend.record_sent_message(p_notification_id uuid, p_attempt integer, p_integration_id uuid, p_provider_message_id text, p_from_address text)
returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_status text := backend.settle_notification(p_notification_id, p_attempt, 'sent', null);
begin
  insert into public.message_logs as m (
    company_id, user_id, customer_id, appointment_id, integration_id, channel, direction, from_address, to_address, template, subject, body, status, provider,
    provider_message_id, currency, sent_at, metadata)
  select n.company_id, n.profile_id, case when n.recipient = 'customer' then n.customer_id end, n.appointment_id, i.id, n.channel::text::public.message_channel,
    'outbound', p_from_address,
    -- Whoever works here reads this log. What goes to one of them, or to a bare address, is read in notifications by whom it
    -- is for, or nobody; and it may speak of a customer, whose erasure looks for it there.
    case when n.recipient = 'customer' or n.channel <> 'email' then n.address end, n.template,
    case when n.recipient = 'customer' then n.subject end, case when n.recipient = 'customer' then n.body end,
    -- A mail server tells nothing more.
    case n.channel when 'email' then 'sent' else 'queued' end::public.message_status, i.provider, p_provider_message_id, b.currency,
    case n.channel when 'email' then now() end, jsonb_build_object('notification_id', n.id)
  from public.notifications n
  join public.integrations i on i.company_id = n.company_id and i.id = p_integration_id
  join public.prepaid_balances b on b.company_id = n.company_id
  where n.id = p_notification_id
  on conflict on constraint message_logs_one_per_provider_id do update
  set user_id = excluded.user_id, customer_id = coalesce(m.customer_id, excluded.customer_id), appointment_id = excluded.appointment_id,
      template = excluded.template, body = excluded.body, metadata = m.metadata || excluded.metadata;
  return v_status;
end $$;
comment on function backend.record_sent_message(uuid, integer, uuid, text, text) is
  'Notes that a claimed notice was handed to a provider as this message, in the log of messages too (of one that is not for a customer, without its words); returns the notice''s status. Refuses as settle_notification does.';
grant execute on function backend.record_sent_message(uuid, integer, uuid, text, text) to fn_jobs;

-- A notice has arrived when its message has.
create function private.tg_message_logs__notice_fares() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update public.notifications n
  set status = case when new.status = 'failed' then 'failed' else 'delivered' end::public.notification_status, next_attempt_at = null,
      sent_at = coalesce(n.sent_at, now()), delivered_at = case when new.status = 'failed' then n.delivered_at else coalesce(n.delivered_at, new.delivered_at, now()) end,
      last_error = case when new.status = 'failed' then 'undelivered' end
  where n.company_id = new.company_id and n.id = (new.metadata ->> 'notification_id')::uuid and n.status in ('sending', 'sent', 'failed');
  return null;
end $$;
comment on function private.tg_message_logs__notice_fares() is 'Tells a notice that the message it became has arrived, or could not be delivered.';
create trigger _500_notice_fares after update of status, metadata on public.message_logs
  for each row when (new.direction = 'outbound' and new.status in ('delivered', 'failed', 'read') and new.metadata ? 'notification_id'
    and (new.status, new.metadata -> 'notification_id') is distinct from (old.status, old.metadata -> 'notification_id'))
  execute function private.tg_message_logs__notice_fares();
