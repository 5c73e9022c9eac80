-- telephony · the inbox: every verified delivery, raw, before anything is done with it

create type public.delivery_status as enum ('applied', 'ignored', 'failed', 'buried');
comment on type public.delivery_status is
  'applied; ignored: verified but about nothing of ours; failed: will be tried again; buried: in the dead-letter queue.';

create table public.webhook_events (
  id uuid primary key default gen_random_uuid(),
  -- Company and provider are the integration's: its foreign key vouches for both, one check a row instead of three.
  company_id uuid not null,
  integration_id uuid not null,
  provider text not null,
  event_key text not null,
  event_type text not null,
  headers jsonb not null default '{}',
  body bytea not null,
  received_at timestamptz not null default now(),
  status public.delivery_status not null default 'failed',
  attempts integer not null default 1,
  next_attempt_at timestamptz default now(),
  last_error text,
  processed_at timestamptz,
  constraint webhook_events_waits_only_if_failed check ((status = 'failed') = (next_attempt_at is not null)),
  unique (company_id, id),
  -- The provider is the integration's; it stands here so that one index serves the foreign key too.
  constraint webhook_events_taken_once unique (company_id, integration_id, provider, event_key),
  foreign key (company_id, integration_id, provider) references public.integrations (company_id, id, provider) on delete cascade
);
comment on table public.webhook_events is
  'The inbox. Written by the functions after the signature check, worked off by job_inbox, its state read by admins; the delivery itself is never changed. Lives as long as call metadata.';
comment on column public.webhook_events.event_key is 'Natural idempotency key of the delivery: the same thing said twice has the same key.';
comment on column public.webhook_events.last_error is 'SQLSTATE or the refusal''s word; never data of the delivery.';

create index webhook_events_company on public.webhook_events (company_id, received_at desc);
create index webhook_events_due on public.webhook_events (next_attempt_at) where status = 'failed';

create function private.tg_webhook_events__delivery_stays() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if (new.id, new.company_id, new.integration_id, new.provider, new.event_key, new.event_type, new.headers, new.body, new.received_at)
     is distinct from (old.id, old.company_id, old.integration_id, old.provider, old.event_key, old.event_type, old.headers, old.body, old.received_at)
     and current_user <> 'frontdesk_eraser' then
    raise exception using errcode = 'PT409', message = 'delivery_is_immutable', hint = 'Only the state of its processing moves.';
  end if;
  return new;
end $$;
comment on function private.tg_webhook_events__delivery_stays() is 'Refuses to change what a provider sent.';
create trigger _200_delivery_stays before update on public.webhook_events
  for each row execute function private.tg_webhook_events__delivery_stays();
create trigger _200_no_delete before delete on public.webhook_events
  for each row when (pg_trigger_depth() = 0) execute function private.tg__append_only();
create trigger _200_no_truncate before truncate on public.webhook_events
  for each statement execute function private.tg__append_only();

alter table public.webhook_events enable row level security;
alter table public.webhook_events force row level security;
create policy select_as_admin on public.webhook_events for select to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]));
grant select on public.webhook_events to authenticated, service_role;
-- Nobody writes by the API: deliveries come from providers, their state from the functions.

create table public.webhook_dead_letter_queue (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  webhook_event_id uuid not null,
  reason text not null,
  buried_at timestamptz not null default now(),
  replayed_at timestamptz,
  foreign key (company_id, webhook_event_id) references public.webhook_events (company_id, id) on delete cascade
);
comment on table public.webhook_dead_letter_queue is
  'Deliveries that could not be applied however often they were tried. Written by job_inbox, read by admins; gone with the delivery.';

create index webhook_dead_letter_queue_event on public.webhook_dead_letter_queue (company_id, webhook_event_id);
create index webhook_dead_letter_queue_waiting on public.webhook_dead_letter_queue (company_id, buried_at desc) where replayed_at is null;

alter table public.webhook_dead_letter_queue enable row level security;
alter table public.webhook_dead_letter_queue force row level security;
create policy select_as_admin on public.webhook_dead_letter_queue for select to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]));
grant select on public.webhook_dead_letter_queue to authenticated, service_role;
