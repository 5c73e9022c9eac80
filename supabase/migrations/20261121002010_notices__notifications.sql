-- notices · notifications: everything we tell somebody, written down before it is sent, sent once
--
-- A notice is queued in the transaction of what it tells about, so neither is there without the other. Sending is a job's
-- work: it claims a notice for a minute, sends it and says how that went.

create type public.notification_recipient as enum ('customer', 'member', 'address');
create type public.notification_status as enum ('queued', 'sending', 'sent', 'delivered', 'failed', 'cancelled');
comment on type public.notification_recipient is 'customer: who calls or comes; member: somebody of the company; address: neither, for example who is invited.';
comment on type public.notification_status is
  'queued: waits for its time; sending: a job has it; sent: handed over; delivered: has arrived; failed: given up; cancelled: no longer true.';

create table public.notifications (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  send_once_key text not null constraint notifications_send_once_key_short check (char_length(send_once_key) between 1 and 200),

  recipient public.notification_recipient not null,
  profile_id uuid,
  customer_id uuid,
  appointment_id uuid,
  channel public.notification_channel not null,
  address text,

  template text not null,
  language public.language_code not null,
  subject text constraint notifications_subject_is_one_line check (subject !~ '[[:cntrl:]]'),
  body text not null,
  payload jsonb not null default '{}' constraint notifications_payload_is_an_object check (jsonb_typeof(payload) = 'object'),

  status public.notification_status not null default 'queued',
  scheduled_for timestamptz not null default now(),
  attempts integer not null default 0 constraint notifications_attempts_not_negative check (attempts >= 0),
  next_attempt_at timestamptz,
  last_error text constraint notifications_last_error_is_a_word check (last_error ~ '^[A-Za-z0-9_]{1,100}$'),
  sent_at timestamptz,
  delivered_at timestamptz,
  read_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),

  constraint notifications_queued_once unique (company_id, send_once_key),
  constraint notifications_recipient_is_named check (
    case recipient when 'member' then profile_id is not null when 'customer' then profile_id is null and customer_id is not null
      else profile_id is null and customer_id is null and address is not null end),
  constraint notifications_in_app_goes_to_a_member check (channel <> 'in_app' or recipient = 'member'),
  constraint notifications_waiting_has_a_time check ((status in ('queued', 'sending')) = (next_attempt_at is not null)),
  constraint notifications_waiting_has_an_address check (channel = 'in_app' or address is not null or status not in ('queued', 'sending')),
  constraint notifications_sent_at_a_time check (status not in ('sent', 'delivered') or sent_at is not null),
  constraint notifications_failed_for_a_reason check (status <> 'failed' or last_error is not null),
  foreign key (company_id, profile_id) references public.company_members (company_id, profile_id) on delete cascade,
  foreign key (company_id, customer_id) references public.customers (company_id, id) on delete cascade,
  foreign key (company_id, appointment_id) references public.appointments (company_id, id) on delete set null (appointment_id)
);
comment on table public.notifications is
  'What was told to whom. Queued by triggers and jobs through private.notify, sent by job_notices; members read what goes to customers and to themselves, nobody what goes to a bare address. Gone with the customer or the member it concerns, and as old as call metadata may be.';
comment on column public.notifications.send_once_key is 'Names the occasion: the same key is queued once in a company.';
comment on column public.notifications.profile_id is 'The member it goes to; leaves with the membership.';
comment on column public.notifications.customer_id is 'The customer that it goes to or, in a notice to a member, that it speaks of.';
comment on column public.notifications.address is 'Where it goes: an email address or a number in E.164, as it was when queued. Null in the application.';
comment on column public.notifications.last_error is 'A word for what went wrong, never the words of a provider: they may quote the recipient.';
comment on column public.notifications.read_at is 'When the member opened it in the application.';

create index notifications_created on public.notifications (company_id, created_at desc);
create index notifications_profile on public.notifications (company_id, profile_id, created_at desc);
create index notifications_unread on public.notifications (company_id, profile_id) where read_at is null and channel = 'in_app';
create index notifications_customer on public.notifications (company_id, customer_id);
create index notifications_appointment on public.notifications (company_id, appointment_id);
create index notifications_due on public.notifications (next_attempt_at) where status in ('queued', 'sending');

create trigger _100_touch_updated_at before update on public.notifications
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.notifications
  for each row execute function private.tg__tenant_stays();

alter table public.notifications enable row level security;
alter table public.notifications force row level security;
-- What goes to another member is that member's. What goes to a bare address may hold a link that lets its bearer in.
create policy select_as_member on public.notifications for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]) and (recipient = 'customer' or profile_id = (select auth.uid())));
grant select on public.notifications to authenticated, service_role;
-- No INSERT, UPDATE or DELETE: notices are queued by what they tell of, and marked as read by the functions below.

-- The recipient: channel, and profile_id, customer_id or address; besides them language, appointment_id, and the customer_id
-- that a notice to a member speaks of. A customer or member who has no such address is told nothing, and the row says so.
create function private.notify(
  p_company_id uuid, p_template text, p_recipient jsonb, p_payload jsonb, p_key text, p_scheduled_for timestamptz default now()
) returns uuid
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  v_channel public.notification_channel := p_recipient ->> 'channel';
  v_profile_id uuid := p_recipient ->> 'profile_id';
  v_customer_id uuid := p_recipient ->> 'customer_id';
  v_address text := p_recipient ->> 'address';
  v_language text := p_recipient ->> 'language';
  v_template record;
  v_status public.notification_status := 'queued';
  v_id uuid;
begin
  if v_profile_id is not null then
    select coalesce(v_language, p.language), coalesce(v_address, case v_channel when 'email' then p.email when 'in_app' then null else p.phone end)
    into v_language, v_address
    from public.profiles p where p.id = v_profile_id;
  elsif v_customer_id is not null then
    select coalesce(v_language, c.preferred_language), coalesce(v_address, case v_channel when 'email' then c.email else c.phone_normalized end)
    into v_language, v_address
    from public.customers c where c.company_id = p_company_id and c.id = v_customer_id;
  end if;

  select * into v_template
  from private.find_template(p_company_id, p_template, v_channel, coalesce(v_language, (select c.language from public.companies c where c.id = p_company_id)));
  if not found then
    raise exception using errcode = 'PT422', message = 'template_unknown',
      detail = jsonb_build_object('template', p_template, 'channel', v_channel)::text, hint = 'Read notification_templates for the list.';
  end if;

  if v_channel = 'in_app' then
    -- It has arrived as soon as it is written, unless its time is yet to come.
    v_status := case when p_scheduled_for <= now() then 'delivered' else 'queued' end;
  elsif v_address is null then
    v_status := 'failed';
  end if;
  insert into public.notifications (
    company_id, send_once_key, recipient, profile_id, customer_id, appointment_id, channel, address, template, language, subject, body, payload,
    status, scheduled_for, next_attempt_at, last_error, sent_at, delivered_at)
  values (
    p_company_id, p_key,
    case when v_profile_id is not null then 'member' when v_customer_id is not null then 'customer' else 'address' end::public.notification_recipient,
    v_profile_id, v_customer_id, (p_recipient ->> 'appointment_id')::uuid, v_channel, v_address, p_template, v_template.language,
    -- One line, whatever a value brings along: a second one would be a header of the email.
    left(btrim(regexp_replace(private.render_template(v_template.subject, p_payload), '[[:cntrl:][:space:]]+', ' ', 'g')), 300),
    left(private.render_template(v_template.content, p_payload), 10000), coalesce(p_payload, '{}'),
    v_status, p_scheduled_for, case when v_status = 'queued' then p_scheduled_for end, case when v_status = 'failed' then 'no_address' end,
    case when v_status = 'delivered' then now() end, case when v_status = 'delivered' then now() end)
  on conflict on constraint notifications_queued_once do nothing
  returning id into v_id;
  return v_id;
end $$;
comment on function private.notify(uuid, text, jsonb, jsonb, text, timestamptz) is
  'Queues one notice, rendered in the recipient''s language, once per key; null if that key was queued before. Refuses template_unknown.';

-- 1, 2, 4, 8, 16 minutes between tries. A worker whose minute is over may still say that it sent; what failed in its hands
-- is another's by then.
create function backend.settle_notification(p_id uuid, p_attempt integer, p_outcome text, p_error text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_notice public.notifications;
begin
  if p_outcome not in ('sent', 'delivered', 'retry', 'failed') then
    raise exception using errcode = 'PT422', message = 'outcome_unknown', hint = 'sent, delivered, retry or failed.';
  end if;
  select * into v_notice from public.notifications n where n.id = p_id for update;
  if not found then
    raise exception using errcode = 'PT404', message = 'notification_not_found';
  end if;
  if p_outcome in ('sent', 'delivered') then
    if v_notice.attempts < p_attempt or v_notice.attempts = 0 then
      raise exception using errcode = 'PT409', message = 'notification_not_claimed', hint = 'Claim it before sending it.';
    end if;
    update public.notifications n
    set status = case when n.status = 'delivered' then n.status else p_outcome::public.notification_status end,
        next_attempt_at = null, last_error = null, sent_at = coalesce(n.sent_at, now()),
        delivered_at = case when p_outcome = 'delivered' then coalesce(n.delivered_at, now()) else n.delivered_at end
    where n.id = p_id
    returning * into v_notice;
  elsif v_notice.status = 'sending' and v_notice.attempts = p_attempt then
    update public.notifications n
    set status = case when p_outcome = 'retry' and n.attempts < 6 then 'queued' else 'failed' end::public.notification_status,
        next_attempt_at = case when p_outcome = 'retry' and n.attempts < 6 then now() + make_interval(mins => power(2, n.attempts - 1)::integer) end,
        -- Only words: anything else may quote the recipient.
        last_error = case when p_error ~ '^[A-Za-z0-9_]{1,100}$' then p_error else 'unnamed' end
    where n.id = p_id
    returning * into v_notice;
  end if;
  return v_notice.status::text;
end $$;
comment on function backend.settle_notification(uuid, integer, text, text) is
  'Says how a claimed notice fared: sent, delivered, retry (later, up to six tries) or failed; returns its status. Refuses outcome_unknown, notification_not_found, notification_not_claimed.';
grant execute on function backend.settle_notification(uuid, integer, text, text) to fn_jobs;

create function private.mark_notification_read(p_notification_id uuid) returns timestamptz
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_read_at timestamptz;
begin
  update public.notifications n set read_at = coalesce(n.read_at, now())
  where n.id = p_notification_id and n.profile_id = auth.uid() and n.channel = 'in_app' and n.company_id = any (private.company_ids())
  returning n.read_at into v_read_at;
  if v_read_at is null then
    raise exception using errcode = 'PT404', message = 'notification_not_found', hint = 'Name a notice that came to you in the application.';
  end if;
  return v_read_at;
end $$;
comment on function private.mark_notification_read(uuid) is 'Notes when the caller first read a notice of theirs. Refuses notification_not_found.';
grant execute on function private.mark_notification_read(uuid) to authenticated;

create function public.mark_notification_read(p_notification_id uuid) returns timestamptz
language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
  select private.mark_notification_read(p_notification_id);
end;
comment on function public.mark_notification_read(uuid) is
  'Marks one of your notices as read and returns since when it is; again changes nothing. Refuses notification_not_found.';
grant execute on function public.mark_notification_read(uuid) to authenticated;

create function private.mark_all_notifications_read(p_company_id uuid) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_marked integer;
begin
  perform private.require_role(auth.uid(), p_company_id, 'viewer');
  update public.notifications n set read_at = now()
  where n.company_id = p_company_id and n.profile_id = auth.uid() and n.channel = 'in_app' and n.read_at is null and n.scheduled_for <= now();
  get diagnostics v_marked = row_count;
  return v_marked;
end $$;
comment on function private.mark_all_notifications_read(uuid) is 'Marks all notices of the caller in a company as read; returns how many were not. Refuses company_not_found.';
grant execute on function private.mark_all_notifications_read(uuid) to authenticated;

create function public.mark_all_notifications_read(p_company_id uuid) returns integer
language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
  select private.mark_all_notifications_read(p_company_id);
end;
comment on function public.mark_all_notifications_read(uuid) is
  'Marks all your notices in a company as read; returns how many were not. Refuses company_not_found.';
grant execute on function public.mark_all_notifications_read(uuid) to authenticated;
