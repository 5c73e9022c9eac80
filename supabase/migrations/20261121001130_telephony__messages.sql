-- telephony · messages: every SMS, WhatsApp message and email, sent or received

create type public.message_channel as enum ('sms', 'whatsapp', 'email');
comment on type public.message_channel is 'By which way a message goes.';
create type public.message_status as enum ('queued', 'sent', 'delivered', 'failed', 'read', 'received');
comment on type public.message_status is
  'Of a message that we send, in the order it goes through: queued, sent, delivered, failed instead, read. Of one that comes in: received.';

create table public.message_logs (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  user_id uuid references public.profiles (id) on delete set null,
  customer_id uuid,
  call_id uuid,
  appointment_id uuid,
  integration_id uuid,

  channel public.message_channel not null,
  direction public.call_direction not null,
  from_address text constraint message_logs_from_not_too_long check (char_length(from_address) <= 320),
  to_address text constraint message_logs_to_not_too_long check (char_length(to_address) <= 320),
  template text constraint message_logs_template_not_too_long check (char_length(template) <= 100),
  subject text constraint message_logs_subject_not_too_long check (char_length(subject) <= 1000),
  body text constraint message_logs_body_not_too_long check (char_length(body) <= 100000),

  status public.message_status not null,
  provider text references public.integration_providers (provider),
  provider_message_id text constraint message_logs_provider_id_not_too_long check (char_length(provider_message_id) <= 998),
  cost numeric(14, 6) not null default 0 constraint message_logs_cost_not_negative check (cost >= 0 and cost < 'NaN'),
  currency public.currency_code not null,
  error text constraint message_logs_error_not_too_long check (char_length(error) <= 1000),
  metadata jsonb not null default '{}' constraint message_logs_metadata_is_an_object check (jsonb_typeof(metadata) = 'object'),

  sent_at timestamptz,
  delivered_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (company_id, id),
  constraint message_logs_one_per_provider_id unique (company_id, integration_id, provider_message_id),
  constraint message_logs_received_exactly_if_inbound check ((status = 'received') = (direction = 'inbound')),
  foreign key (company_id, customer_id) references public.customers (company_id, id) on delete set null (customer_id),
  foreign key (company_id, call_id) references public.calls (company_id, id) on delete set null (call_id),
  foreign key (company_id, integration_id) references public.integrations (company_id, id) on delete set null (integration_id)
);
comment on table public.message_logs is
  'Every message by SMS, WhatsApp or email. Written by the system as it sends and as providers report, read by members; status only moves forward. Lives as long as call metadata.';
comment on column public.message_logs.cost is 'What the company pays for it.';
comment on column public.message_logs.template is 'Name of the notification template it was made from; null if written by hand or received.';
comment on column public.message_logs.error is 'The provider''s error code or word, never the message itself.';

create index message_logs_created on public.message_logs (company_id, created_at desc);
create index message_logs_customer on public.message_logs (company_id, customer_id);
create index message_logs_call on public.message_logs (company_id, call_id);
create index message_logs_appointment on public.message_logs (company_id, appointment_id);
create index message_logs_user on public.message_logs (user_id);
create index message_logs_provider on public.message_logs (provider);

create trigger _100_touch_updated_at before update on public.message_logs
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.message_logs
  for each row execute function private.tg__tenant_stays();

-- An email may still bounce after its server took it, so delivered is not final; and who has read a message has got it,
-- whatever a carrier said before.
create function private.tg_message_logs__no_backward_status() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if new.status < old.status then
    raise exception using errcode = 'PT409', message = 'message_status_moves_forward_only',
      detail = jsonb_build_object('from', old.status, 'to', new.status)::text;
  end if;
  return new;
end $$;
comment on function private.tg_message_logs__no_backward_status() is 'Refuses to take a message back to an earlier status.';
create trigger _200_no_backward_status before update of status on public.message_logs
  for each row execute function private.tg_message_logs__no_backward_status();

alter table public.message_logs enable row level security;
alter table public.message_logs force row level security;
create policy select_as_member on public.message_logs for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
grant select on public.message_logs to authenticated;
grant select, insert, update on public.message_logs to service_role;
-- No INSERT, UPDATE or DELETE by people: messages are sent by the system, and what was sent was sent.

create view public.sms_message_logs with (security_invoker = true) as
  select * from public.message_logs where channel = 'sms';
comment on view public.sms_message_logs is 'Messages by SMS.';
create view public.whatsapp_message_logs with (security_invoker = true) as
  select * from public.message_logs where channel = 'whatsapp';
comment on view public.whatsapp_message_logs is 'Messages by WhatsApp.';
create view public.email_logs with (security_invoker = true) as
  select * from public.message_logs where channel = 'email';
comment on view public.email_logs is 'Messages by email.';
grant select on public.sms_message_logs, public.whatsapp_message_logs, public.email_logs to authenticated, service_role;
