-- assistants · who answers: the row that is edited, and the frozen versions that callers hear

create type public.assistant_status as enum ('draft', 'active', 'inactive', 'archived');
comment on type public.assistant_status is 'Only an active assistant with a deployed version answers calls.';

create table public.assistants (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  template_id uuid,
  name text not null constraint assistants_name_not_blank check (btrim(name) <> '' and char_length(name) <= 120),
  description text constraint assistants_description_short check (char_length(description) <= 2000),
  status public.assistant_status not null default 'draft',
  first_message text not null default '' constraint assistants_first_message_short check (char_length(first_message) <= 1000),
  system_prompt text not null default '' constraint assistants_system_prompt_fits check (char_length(system_prompt) <= 20000),
  model_provider text constraint assistants_model_provider_short check (char_length(model_provider) <= 200),
  model_name text constraint assistants_model_name_short check (char_length(model_name) <= 200),
  voice_provider text constraint assistants_voice_provider_short check (char_length(voice_provider) <= 200),
  voice_model text constraint assistants_voice_model_short check (char_length(voice_model) <= 200),
  voice_id text constraint assistants_voice_id_short check (char_length(voice_id) <= 200),
  voice_settings jsonb not null default '{}'
    constraint assistants_voice_settings_is_an_object check (jsonb_typeof(voice_settings) = 'object' and char_length(voice_settings::text) <= 5000),
  language public.language_code not null default 'de',
  max_duration integer not null default 300 constraint assistants_max_duration_sensible check (max_duration between 1 and 3600),
  silence_timeout integer not null default 3 constraint assistants_silence_timeout_sensible check (silence_timeout between 1 and 60),
  interruption_enabled boolean not null default true,
  background_sound text constraint assistants_background_sound_short check (char_length(background_sound) <= 200),
  training_data jsonb not null default '[]'
    constraint assistants_training_data_is_a_list check (jsonb_typeof(training_data) = 'array' and char_length(training_data::text) <= 50000),
  fallback_responses text[] not null default '{}' constraint assistants_fallback_responses_few check (cardinality(fallback_responses) <= 20)
    constraint assistants_fallback_responses_not_endless check (char_length(array_to_string(fallback_responses, ',')) <= 20000),
  conversation_flow jsonb not null default '{}'
    constraint assistants_conversation_flow_is_an_object check (jsonb_typeof(conversation_flow) = 'object' and char_length(conversation_flow::text) <= 50000),
  analytics_enabled boolean not null default true,
  recording_enabled boolean not null default false,
  webhook_url text constraint assistants_webhook_is_https check (webhook_url ~ '^https://' and char_length(webhook_url) <= 2000),
  webhook_events text[] not null default '{}' constraint assistants_webhook_events_few check (cardinality(webhook_events) <= 50)
    constraint assistants_webhook_events_not_endless check (char_length(array_to_string(webhook_events, ',')) <= 5000),
  tags text[] not null default '{}' constraint assistants_tags_few check (cardinality(tags) <= 50)
    constraint assistants_tags_not_endless check (char_length(array_to_string(tags, ',')) <= 5000),
  metadata jsonb not null default '{}'
    constraint assistants_metadata_is_an_object check (jsonb_typeof(metadata) = 'object' and char_length(metadata::text) <= 50000),
  deployed_version_id uuid,
  last_used_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (company_id, id),
  constraint assistants_active_is_deployed check (status <> 'active' or deployed_version_id is not null)
);
comment on table public.assistants is
  'An assistant as it is being edited. What callers hear is its deployed version. Admins edit, members read; gone with the company.';
comment on column public.assistants.template_id is 'What it was made from by create_assistant_from_template; null if written from scratch.';
comment on column public.assistants.deployed_version_id is 'What callers hear. Moved by deploy_assistant and roll_back_assistant only.';
comment on column public.assistants.training_data is 'Examples given to the model: a list of objects with question and answer.';
comment on column public.assistants.fallback_responses is 'What is said when the model fails.';
comment on column public.assistants.conversation_flow is 'The questions that must be asked before the call ends: {"required_questions": ["…"]}.';
comment on column public.assistants.max_duration is 'Seconds after which the call is brought to an end.';
comment on column public.assistants.silence_timeout is 'Seconds of silence after which the caller is asked again.';
comment on column public.assistants.last_used_at is 'When a call to it last began, to the hour.';

create index assistants_company on public.assistants (company_id, name);

-- A call that notes its time is no edit.
create trigger _100_touch_updated_at before update on public.assistants
  for each row when (new.last_used_at is not distinct from old.last_used_at) execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.assistants
  for each row execute function private.tg__tenant_stays();

alter table public.assistants enable row level security;
alter table public.assistants force row level security;
create policy select_as_member on public.assistants for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
create policy insert_as_admin on public.assistants for insert to authenticated
  with check (company_id = any ((select private.company_ids('admin'))::uuid[]));
create policy update_as_admin on public.assistants for update to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]))
  with check (company_id = any ((select private.company_ids('admin'))::uuid[]));
grant select on public.assistants to authenticated;
grant insert (
  id, company_id, name, description, first_message, system_prompt, model_provider, model_name, voice_provider, voice_model,
  voice_id, voice_settings, language, max_duration, silence_timeout, interruption_enabled, background_sound, training_data,
  fallback_responses, conversation_flow, analytics_enabled, recording_enabled, webhook_url, webhook_events, tags, metadata
) on public.assistants to authenticated;
grant update (
  name, description, status, first_message, system_prompt, model_provider, model_name, voice_provider, voice_model,
  voice_id, voice_settings, language, max_duration, silence_timeout, interruption_enabled, background_sound, training_data,
  fallback_responses, conversation_flow, analytics_enabled, recording_enabled, webhook_url, webhook_events, tags, metadata
) on public.assistants to authenticated;
grant select, insert, update, delete on public.assistants to service_role;
-- No DELETE by people: an assistant is archived, calls name its versions. deployed_version_id moves by deploying.

create table public.assistant_versions (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  assistant_id uuid not null,
  version integer not null constraint assistant_versions_count_from_one check (version >= 1),
  name text not null,
  first_message text not null,
  system_prompt text not null,
  model_provider text,
  model_name text,
  voice_provider text,
  voice_model text,
  voice_id text,
  voice_settings jsonb not null,
  language public.language_code not null,
  max_duration integer not null,
  silence_timeout integer not null,
  interruption_enabled boolean not null,
  background_sound text,
  training_data jsonb not null,
  fallback_responses text[] not null,
  conversation_flow jsonb not null,
  recording_enabled boolean not null,
  deployed_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default now(),
  unique (company_id, id),
  constraint assistant_versions_numbered_once unique (assistant_id, version),
  -- So that an assistant can be shown to speak only as a version of its own.
  unique (company_id, assistant_id, id),
  foreign key (company_id, assistant_id) references public.assistants (company_id, id) on delete cascade
);
comment on table public.assistant_versions is
  'An assistant frozen when it was deployed: all that callers can notice. Written by deploying, read by members, never edited; gone with the assistant.';
comment on column public.assistant_versions.deployed_by is 'Who deployed it first; null once their account is gone, or if it was the system.';

create index assistant_versions_assistant on public.assistant_versions (company_id, assistant_id);
create index assistant_versions_deployed_by on public.assistant_versions (deployed_by);

alter table public.assistants add constraint assistants_deployed_version_is_own
  foreign key (company_id, id, deployed_version_id) references public.assistant_versions (company_id, assistant_id, id)
  on delete set null (deployed_version_id);
create index assistants_deployed_version on public.assistants (company_id, id, deployed_version_id);

-- Calls say which version spoke, so its words stay. Only the name of who deployed it may be forgotten, with the account.
create function private.tg_assistant_versions__frozen() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if new.deployed_by is null and to_jsonb(new) - 'deployed_by' = to_jsonb(old) - 'deployed_by' then
    return new;
  end if;
  raise exception using errcode = 'PT409', message = 'version_is_frozen',
    detail = jsonb_build_object('assistant_id', old.assistant_id, 'version', old.version)::text, hint = 'Edit the assistant and deploy it: that makes a new version.';
end $$;
comment on function private.tg_assistant_versions__frozen() is 'Refuses to change a deployed version.';
create trigger _200_frozen before update on public.assistant_versions
  for each row execute function private.tg_assistant_versions__frozen();

alter table public.assistant_versions enable row level security;
alter table public.assistant_versions force row level security;
create policy select_as_member on public.assistant_versions for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
grant select on public.assistant_versions to authenticated;
grant select, insert on public.assistant_versions to service_role;
-- No INSERT by people: a version is made by deploying. No UPDATE by anybody: a frozen version that could be edited would not be one.
