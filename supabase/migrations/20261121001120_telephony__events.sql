-- telephony · what providers told us of a call, one normalised row each, and the timeline that is read from it

create type public.call_activity_type as enum ('ring', 'answer', 'turn', 'tool', 'transfer', 'hang_up');
comment on type public.call_activity_type is 'What happens in a call, as its timeline tells it.';

create table public.telephony_event_types (
  event_type text primary key constraint telephony_event_types_name_plain check (event_type ~ '^[a-z][a-z0-9_]*$'),
  description text not null,
  activity public.call_activity_type,
  created_at timestamptz not null default now()
);
comment on table public.telephony_event_types is
  'What kinds of events there are. Everybody signed in reads it; a new kind is a row here. Kept for good.';
comment on column public.telephony_event_types.activity is
  'What an event of this kind adds to the timeline of its call; null where the call''s own columns tell it (ringing, answered, over).';

insert into public.telephony_event_types (event_type, description, activity) values
  ('incoming', 'Somebody rings and we are asked what to say.', null),
  ('turn', 'The caller has spoken, or kept silent, and we are asked what to say.', null),
  ('status', 'The call moved on: rings, is answered, is over.', null),
  ('recording', 'The recording of the call can be fetched.', null),
  ('progress', 'Something within the call began or ended, such as words being spoken.', null),
  ('cost', 'The provider says what it asks for something about the call.', null),
  ('transfer', 'A second leg to a person was dialled, answered or given up.', 'transfer');

alter table public.telephony_event_types enable row level security;
alter table public.telephony_event_types force row level security;
create policy select_as_anyone_signed_in on public.telephony_event_types for select to authenticated
  using ((select auth.uid()) is not null);
grant select on public.telephony_event_types to authenticated, service_role;

-- Bounds as domains: a table's checks are read and planned anew by every statement that inserts, a quarter of the price of
-- a row; a domain's are kept.
create domain public.seconds_passed as integer
  constraint seconds_passed_not_negative check (value >= 0);
comment on domain public.seconds_passed is 'A length of time in seconds, not negative.';
create domain public.cost_amount as numeric(14, 6)
  constraint cost_amount_not_negative check (value >= 0 and value < 'NaN');
comment on domain public.cost_amount is 'What something costs: not negative, and a number.';

create table public.telephony_events (
  id uuid not null default gen_random_uuid(),
  -- Company, integration and provider are the call's: its foreign key vouches for all four, one check a row.
  company_id uuid not null,
  integration_id uuid not null,
  provider text not null,
  call_id uuid not null,
  -- No foreign keys: the log outlives the account, nothing can point at a table that is kept by the month, and the raw
  -- delivery may leave before its event.
  user_id uuid,
  parent_event_id uuid,
  webhook_event_id uuid,

  event_key text not null,
  event_type text not null references public.telephony_event_types (event_type),
  direction public.call_direction not null,
  from_number public.e164,
  to_number public.e164,
  status public.call_status,
  duration_seconds public.seconds_passed,
  cost public.cost_amount not null default 0,
  cost_of text,
  currency public.currency_code not null,
  metadata jsonb not null default '{}',

  event_timestamp timestamptz not null,
  created_at timestamptz not null default now(),
  primary key (id, created_at),
  foreign key (company_id, call_id, integration_id, provider)
    references public.calls (company_id, id, integration_id, provider) on delete restrict
) partition by range (created_at);
comment on table public.telephony_events is
  'What providers told us of calls, one normalised row an event: the set that a call''s provider-fed columns are computed from. Append-only, written as deliveries are applied, read by members; rebuilt from the inbox, lives as long as call metadata.';
comment on column public.telephony_events.status is 'Where the call stands once this has been said; a request for words is answered with words, so it is in progress. Null for what is told beside the call''s course.';
comment on column public.telephony_events.event_key is 'The event''s natural key: said twice it is one row.';
comment on column public.telephony_events.webhook_event_id is 'The delivery that told it.';
comment on column public.telephony_events.parent_event_id is 'The event that this one follows from, such as the first leg of a transferred call.';
comment on column public.telephony_events.user_id is 'The person whose own hook it came by; null where it came by the company''s.';
comment on column public.telephony_events.cost is
  'What the provider asks whoever has the account with it, in the provider''s own currency, rounded to a millionth of it; the company''s minutes are charged at settlement (call_charges).';
comment on column public.telephony_events.cost_of is
  'What the cost is of, in the provider''s words; of several events of a call about the same thing the latest counts (v_call_provider_costs). Null where nothing is said of a cost.';
comment on column public.telephony_events.event_timestamp is 'When it happened as the provider says, but not after it reached us; without a word of it, when it reached us.';
comment on column public.telephony_events.created_at is 'When it reached us, which decides the month that it is kept in.';

-- From the month before, because a clock may be behind, to three months ahead; job_partitions goes on from there.
select private.open_months('public.telephony_events', (now() - interval '1 month')::date, (now() + interval '3 months')::date);

create index telephony_events_company on public.telephony_events (company_id, created_at desc);
create index telephony_events_call on public.telephony_events (company_id, call_id, integration_id, provider);
create index telephony_events_user on public.telephony_events (user_id, created_at desc) where user_id is not null;
create index telephony_events_type on public.telephony_events (event_type);
create index telephony_events_parent on public.telephony_events (parent_event_id) where parent_event_id is not null;

create trigger _200_append_only before update or delete on public.telephony_events
  for each row execute function private.tg__append_only();
create trigger _200_no_truncate before truncate on public.telephony_events
  for each statement execute function private.tg__append_only();

alter table public.telephony_events enable row level security;
alter table public.telephony_events force row level security;
create policy select_as_member on public.telephony_events for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
grant select on public.telephony_events to authenticated, service_role;
-- Nobody writes by the API: events come from providers, by way of the inbox.

-- A view, so that the timeline can never disagree with what it tells.
create view public.call_activities with (security_invoker = true) as
  select c.company_id, c.id as call_id, 'ring'::public.call_activity_type as type, c.started_at as occurred_at,
    jsonb_build_object('direction', c.direction, 'caller_number', c.caller_number, 'callee_number', c.callee_number) as detail
  from public.calls c
  union all
  select c.company_id, c.id, 'answer', c.answered_at, '{}'
  from public.calls c where c.answered_at is not null
  union all
  select t.company_id, t.call_id, 'turn', t.created_at,
    jsonb_strip_nulls(jsonb_build_object('turn', t.turn, 'speaker', t.speaker, 'text', t.text, 'language', t.language, 'model', t.model))
  from public.call_turns t
  union all
  select t.company_id, t.call_id, 'transfer', t.created_at, jsonb_build_object('turn', t.turn, 'to', t.reply -> 'transfer_to')
  from public.call_turns t where t.reply ->> 'then' = 'transfer'
  union all
  select t.company_id, t.call_id, 'tool', t.created_at, jsonb_build_object('intent', t.intent, 'arguments', t.arguments, 'result', t.result)
  from public.tool_calls t
  -- Not what an agent was told of it once more.
  where t.intent <> 'answer'
  union all
  select e.company_id, e.call_id, k.activity, e.event_timestamp,
    jsonb_strip_nulls(jsonb_build_object('status', coalesce(e.metadata ->> 'leg', e.status::text), 'to', e.to_number, 'duration_seconds', e.duration_seconds))
  from public.telephony_events e
  join public.telephony_event_types k on k.event_type = e.event_type and k.activity is not null
  union all
  select c.company_id, c.id, 'hang_up', c.ended_at,
    jsonb_strip_nulls(jsonb_build_object('status', c.status, 'end_reason', c.end_reason, 'duration_seconds', c.duration_seconds))
  from public.calls c where c.ended_at is not null;
comment on view public.call_activities is
  'The timeline of a call: ring, answer, turn, tool, transfer, hang_up, each with its detail. Read from calls, turns, tool calls and provider events; order by occurred_at.';
grant select on public.call_activities to authenticated, service_role;
