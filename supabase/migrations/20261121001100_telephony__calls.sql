-- telephony · calls, what was said in them, and what was done once

create type public.call_direction as enum ('inbound', 'outbound');
create type public.call_status as enum ('ringing', 'in_progress', 'completed', 'failed', 'busy', 'no_answer', 'cancelled');
comment on type public.call_direction is 'Who rang whom: inbound is a caller ringing the company.';
create type public.finding_source as enum ('rule', 'provider');
comment on type public.finding_source is 'Who found out what became of a call: a rule of ours from what was done and said, or its provider.';
comment on type public.call_status is 'In the order a call goes through; from completed on they are final.';

create table public.calls (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete restrict,
  integration_id uuid not null,
  provider text not null references public.integration_providers (provider),
  provider_call_id text not null,
  provider_session_id text,
  voice_provider text,
  provider_data jsonb not null default '{}',
  direction public.call_direction not null default 'inbound',

  caller_number public.e164,
  callee_number public.e164,
  phone_number_id uuid,
  branch_id uuid,
  customer_id uuid,
  appointment_id uuid,
  assistant_id uuid,
  assistant_version_id uuid,

  status public.call_status not null default 'ringing',
  started_at timestamptz not null default now(),
  answered_at timestamptz,
  ended_at timestamptz,
  duration_seconds integer constraint calls_duration_not_negative check (duration_seconds >= 0),
  billable_seconds integer constraint calls_billable_not_negative check (billable_seconds >= 0),
  end_reason text,
  ended_by text,

  language public.language_code,
  transcript text,
  summary text,
  summary_by public.finding_source,
  intent text,
  sentiment text,
  sentiment_by public.finding_source,
  key_phrases text[] not null default '{}',
  confidence numeric(4, 3) constraint calls_confidence_is_a_share check (confidence between 0 and 1),
  audio_quality numeric(3, 2) constraint calls_audio_quality_0_to_5 check (audio_quality between 0 and 5),
  latency_ms integer,
  packet_loss numeric(5, 4),
  transcription_accuracy numeric(4, 3),
  appointment_created boolean not null default false,
  lead_qualified boolean not null default false,
  conversion boolean not null default false,
  satisfaction smallint constraint calls_satisfaction_1_to_5 check (satisfaction between 1 and 5),
  graded_at timestamptz,
  dynamic_variables jsonb not null default '{}',
  custom_data jsonb not null default '{}' constraint calls_custom_data_not_endless check (char_length(custom_data::text) <= 20000),
  error_details jsonb,

  cost numeric(14, 6) constraint calls_cost_not_negative check (cost >= 0),
  currency public.currency_code not null,
  settled_at timestamptz,

  recording_url text,
  recording_duration_seconds integer,
  recording_consent boolean,
  retain_until date,
  anonymised_at timestamptz,
  caller_country text,
  caller_region text,
  caller_city text,

  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (company_id, id),
  -- An event of a call carries its integration and provider too.
  unique (company_id, id, integration_id, provider),
  constraint calls_one_per_provider_id unique (integration_id, provider_call_id),
  constraint calls_ended_not_before_start check (ended_at >= started_at),
  foreign key (company_id, integration_id) references public.integrations (company_id, id) on delete restrict,
  foreign key (company_id, phone_number_id) references public.phone_numbers (company_id, id) on delete set null (phone_number_id),
  foreign key (company_id, branch_id) references public.branches (company_id, id) on delete set null (branch_id),
  foreign key (company_id, customer_id) references public.customers (company_id, id) on delete set null (customer_id),
  foreign key (company_id, assistant_id) references public.assistants (company_id, id) on delete set null (assistant_id),
  foreign key (company_id, assistant_version_id) references public.assistant_versions (company_id, id) on delete set null (assistant_version_id)
);
comment on table public.calls is
  'Every telephone call, one row each. Written by the functions as providers tell of it; members read and grade. Status only moves forward. Lives as long as call metadata; money restricts its deletion.';
comment on column public.calls.provider_session_id is
  'The provider''s name for the call with every other leg of it, where it has one: by it what is told of another leg finds its call.';
comment on column public.calls.cost is 'What the call cost the company by its rate card, set at settlement; the sum of its call_charges.';
-- What providers tell, and what is ours: the first can be computed again from the call's telephony_events at any time and in
-- any order (private.fold_call); the second is decided once, by us.
comment on column public.calls.direction is 'The provider''s: the same in all its events.';
comment on column public.calls.caller_number is 'The provider''s: from whichever of its events says it; null if withheld.';
comment on column public.calls.callee_number is 'The provider''s: from whichever of its events says it.';
comment on column public.calls.status is
  'The provider''s: the furthest its events say, and from the first final one on that. In progress too as soon as we are asked for words.';
comment on column public.calls.started_at is
  'The provider''s: the earliest of its events; of a call of which only the end is known, as long before as it lasted.';
comment on column public.calls.answered_at is
  'The provider''s and ours: the earliest that an event says it was answered or that we were asked for words, but not after the end.';
comment on column public.calls.ended_at is 'The provider''s: when the event named by ended_by happened.';
comment on column public.calls.duration_seconds is 'The provider''s: as the event named by ended_by says.';
comment on column public.calls.end_reason is 'The provider''s: the final status of the event named by ended_by; or abandoned.';
comment on column public.calls.ended_by is
  'Ours: the key of the event whose final status was applied first, by which the call was settled; abandoned where we ended it. Another final status that comes later is kept and changes nothing.';
comment on column public.calls.settled_at is 'Ours, as billable_seconds, cost and currency: by the rate card of when the call began as far as it was known then.';
comment on column public.calls.phone_number_id is 'Ours, as branch, customer, assistant and its version: decided when we first hear of the call.';
comment on column public.calls.transcript is 'Ours: the turns, written at settlement.';
comment on column public.calls.intent is
  'What the caller wanted: by what was done, written at settlement (book, move, cancel, lead, waitlist, message), or in the words of a vendor that says it.';
comment on column public.calls.summary is
  'What became of the call, in the business''s language: ours, written at settlement, until the provider says one. Null where nothing is known of it.';
comment on column public.calls.summary_by is 'Whose the summary is; null for none.';
comment on column public.calls.sentiment is
  'positive, neutral or negative: by what was said and done, written at settlement, or as the provider says. Null where nobody heard the caller.';
comment on column public.calls.sentiment_by is 'Whose the sentiment is; null for none.';
comment on column public.calls.appointment_created is 'Whether an appointment was made in the call and not called off in it again.';
comment on column public.calls.lead_qualified is 'By what was done, written at settlement, until a person says otherwise.';
comment on column public.calls.conversion is 'By what was done (an appointment was made), written at settlement, until a person says otherwise.';
comment on column public.calls.satisfaction is 'A grade that a person gave; no rule guesses it.';
comment on column public.calls.graded_at is 'When a person last said what the call came to (lead_qualified, conversion); from then on no rule does.';
comment on column public.calls.latency_ms is 'The median of how long our answers took, from the request of each turn until it was recorded.';
comment on column public.calls.billable_seconds is 'Duration rounded up to whole billing increments of the rate card.';
comment on column public.calls.retain_until is 'Until this day nothing of the call is taken away, whatever the company''s periods say.';
comment on column public.calls.anonymised_at is 'When retention, or an erasure, took away who called and what was said; what remains is for statistics.';

create index calls_session on public.calls (integration_id, provider_session_id) where provider_session_id is not null;
create index calls_started on public.calls (company_id, started_at desc);
create index calls_status on public.calls (company_id, status);
create index calls_caller_number on public.calls (company_id, caller_number);
create index calls_customer on public.calls (company_id, customer_id);
create index calls_integration on public.calls (company_id, integration_id);
create index calls_phone_number on public.calls (company_id, phone_number_id);
create index calls_branch on public.calls (company_id, branch_id);
create index calls_appointment on public.calls (company_id, appointment_id);
create index calls_assistant on public.calls (company_id, assistant_id);
create index calls_assistant_version on public.calls (company_id, assistant_version_id);
create index calls_provider on public.calls (provider);
create index calls_running on public.calls (started_at) where status < 'completed';

alter table public.customer_interactions add constraint customer_interactions_call_is_own
  foreign key (company_id, call_id) references public.calls (company_id, id) on delete set null (call_id);
create index customer_interactions_call on public.customer_interactions (company_id, call_id);

create trigger _100_touch_updated_at before update on public.calls
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.calls
  for each row execute function private.tg__tenant_stays();

create function private.tg_calls__no_backward_status() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if new.status <> old.status
     and (old.status >= 'completed' or new.status < old.status)
     -- Who rebuilds a call from the inbox puts right what went wrong.
     and current_user <> 'frontdesk_eraser' then
    raise exception using errcode = 'PT409', message = 'call_status_moves_forward_only',
      detail = jsonb_build_object('from', old.status, 'to', new.status)::text;
  end if;
  return new;
end $$;
comment on function private.tg_calls__no_backward_status() is 'Refuses to take a call back to an earlier status, or out of a final one.';
create trigger _200_no_backward_status before update of status on public.calls
  for each row execute function private.tg_calls__no_backward_status();

create function private.tg_calls__note_grade() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  new.graded_at := now();
  return new;
end $$;
comment on function private.tg_calls__note_grade() is 'Notes that a person said what a call came to.';
create trigger _100_note_grade before update of lead_qualified, conversion on public.calls
  for each row when (current_user = 'authenticated') execute function private.tg_calls__note_grade();

-- Once the call is settled, where nobody waits; and once an hour, so that busy assistants are not written at every call.
create function private.tg_calls__note_last_use() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update public.assistants a set last_used_at = new.started_at
  where a.company_id = new.company_id and a.id = new.assistant_id
    and (a.last_used_at is null or a.last_used_at < new.started_at - interval '1 hour');
  return null;
end $$;
comment on function private.tg_calls__note_last_use() is 'Keeps last_used_at of assistants, to the hour.';
create trigger _500_note_last_use after update of settled_at on public.calls
  for each row when (old.settled_at is null and new.settled_at is not null and new.assistant_id is not null)
  execute function private.tg_calls__note_last_use();

alter table public.calls enable row level security;
alter table public.calls force row level security;
create policy select_as_member on public.calls for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
create policy update_as_member on public.calls for update to authenticated
  using (company_id = any ((select private.company_ids('member'))::uuid[]))
  with check (company_id = any ((select private.company_ids('member'))::uuid[]));
grant select on public.calls to authenticated, service_role;
grant update (satisfaction, lead_qualified, conversion, custom_data) on public.calls to authenticated;
-- Calls are made by those who carry them, not by people: no INSERT, no DELETE, and only grades can be changed.

create type public.turn_speaker as enum ('caller', 'assistant');
comment on type public.turn_speaker is 'Who spoke in a turn.';

create table public.call_turns (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  call_id uuid not null,
  turn integer not null constraint call_turns_counted_from_zero check (turn >= 0),
  speaker public.turn_speaker not null,
  text text not null,
  language public.language_code,
  digits text,
  confidence numeric(4, 3),
  recording_url text,
  reply jsonb,
  heard_until text,
  model text,
  prompt_tokens integer,
  completion_tokens integer,
  stages jsonb not null default '{}',
  created_at timestamptz not null default now(),
  constraint call_turns_spoken_once unique (company_id, call_id, turn, speaker),
  constraint call_turns_assistant_has_a_reply check ((speaker = 'assistant') = (reply is not null)),
  constraint call_turns_only_answers_are_interrupted check (heard_until is null or speaker = 'assistant'),
  foreign key (company_id, call_id) references public.calls (company_id, id) on delete restrict
);
comment on table public.call_turns is
  'Who said what, in order. Turn 0 is the greeting. Append-only: written once by the voice functions, read by members; transcripts leave by retention and erasure.';
comment on column public.call_turns.reply is 'The assistant''s whole answer, conversation state included: said again word for word if the provider asks again.';
comment on column public.call_turns.heard_until is
  'What the caller heard of the answer before they broke into it; null where they heard all of it, or nobody told us. Written once, after the rest.';
comment on column public.call_turns.stages is
  'Milliseconds per stage of the turn: admit, recall, think, speech, record, and total, which is no less than all of them; first_token of think, until the model began; first_sound, over a socket, from the caller''s last word to our first frame.';

create trigger _200_append_only before delete on public.call_turns
  for each row execute function private.tg__append_only();
create trigger _200_append_only_but_what_was_heard before update on public.call_turns
  for each row when (old.heard_until is not null or new.heard_until is null or to_jsonb(new) - 'heard_until' <> to_jsonb(old) - 'heard_until')
  execute function private.tg__append_only();
create trigger _200_no_truncate before truncate on public.call_turns
  for each statement execute function private.tg__append_only();

alter table public.call_turns enable row level security;
alter table public.call_turns force row level security;
create policy select_as_member on public.call_turns for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
grant select on public.call_turns to authenticated, service_role;

create table public.tool_calls (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  call_id uuid not null,
  intent text not null,
  arguments jsonb not null,
  effect smallint not null default 1 constraint tool_calls_effects_counted_from_one check (effect >= 1),
  result jsonb not null,
  created_at timestamptz not null default now(),
  constraint tool_calls_take_effect_once unique (company_id, call_id, intent, arguments, effect),
  foreign key (company_id, call_id) references public.calls (company_id, id) on delete cascade
);
comment on table public.tool_calls is
  'What was done in a call, once: the same intent with the same normalised arguments finds its result here, as long as what it did stands. Written by the voice functions, read by members; gone with the call.';
comment on column public.tool_calls.effect is
  'Counts how often this very wish took effect: a second time only after the first was undone (booked, called off, and booked again).';

alter table public.tool_calls enable row level security;
alter table public.tool_calls force row level security;
create policy select_as_member on public.tool_calls for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
grant select on public.tool_calls to authenticated, service_role;
