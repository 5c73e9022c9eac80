-- assistants · who answers, on which number, and what they may answer from

create type public.assistant_status as enum ('draft', 'active', 'inactive', 'archived');
comment on type public.assistant_status is 'Only an active assistant with a deployed version answers calls.';

create table public.assistants (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  name text not null constraint assistants_name_not_blank check (btrim(name) <> ''),
  description text,
  status public.assistant_status not null default 'draft',
  first_message text not null default '',
  system_prompt text not null default '',
  model_provider text,
  model_name text,
  voice_provider text,
  voice_model text,
  voice_id text,
  voice_settings jsonb not null default '{}',
  language public.language_code not null default 'de',
  max_duration integer not null default 300 constraint assistants_max_duration_sensible check (max_duration between 1 and 3600),
  silence_timeout integer not null default 3 constraint assistants_silence_timeout_sensible check (silence_timeout between 1 and 60),
  interruption_enabled boolean not null default true,
  background_sound text,
  training_data jsonb not null default '[]' constraint assistants_training_data_is_a_list check (jsonb_typeof(training_data) = 'array'),
  fallback_responses text[] not null default '{}',
  conversation_flow jsonb not null default '{}' constraint assistants_conversation_flow_is_an_object check (jsonb_typeof(conversation_flow) = 'object'),
  analytics_enabled boolean not null default true,
  recording_enabled boolean not null default false,
  webhook_url text constraint assistants_webhook_is_https check (webhook_url ~ '^https://'),
  webhook_events text[] not null default '{}',
  tags text[] not null default '{}',
  metadata jsonb not null default '{}',
  deployed_version_id uuid,
  last_used_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (company_id, id)
);
comment on table public.assistants is
  'An assistant as it is being edited. What callers hear is its deployed version. Admins edit, members read; gone with the company.';
comment on column public.assistants.max_duration is 'Seconds after which the call is brought to an end.';
comment on column public.assistants.silence_timeout is 'Seconds of silence after which the caller is asked again.';

create index assistants_company on public.assistants (company_id, name);

create trigger _100_touch_updated_at before update on public.assistants
  for each row execute function private.tg__touch_updated_at();
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
  first_message text not null,
  system_prompt text not null,
  model_provider text,
  model_name text,
  language public.language_code not null,
  settings jsonb not null default '{}',
  deployed_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default now(),
  unique (company_id, id),
  constraint assistant_versions_numbered_once unique (assistant_id, version),
  foreign key (company_id, assistant_id) references public.assistants (company_id, id) on delete cascade
);
comment on table public.assistant_versions is
  'An assistant frozen when it was deployed: exactly what callers heard. Written by deploying, read by members, never edited; gone with the assistant.';

create index assistant_versions_assistant on public.assistant_versions (company_id, assistant_id);
create index assistant_versions_deployed_by on public.assistant_versions (deployed_by);

alter table public.assistants add constraint assistants_deployed_version_is_own
  foreign key (company_id, deployed_version_id) references public.assistant_versions (company_id, id)
  on delete set null (deployed_version_id);
create index assistants_deployed_version on public.assistants (company_id, deployed_version_id);

alter table public.assistant_versions enable row level security;
alter table public.assistant_versions force row level security;
create policy select_as_member on public.assistant_versions for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
grant select on public.assistant_versions to authenticated;
grant select, insert on public.assistant_versions to service_role;
-- No UPDATE: a frozen version that could be edited would not be one.

create type public.phone_number_type as enum ('local', 'toll_free', 'mobile', 'hotline');
create type public.phone_number_status as enum ('active', 'inactive', 'porting');
comment on type public.phone_number_type is 'What kind of number it is for those who call it.';
comment on type public.phone_number_status is 'Only an active number is answered.';

create table public.phone_numbers (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  number public.e164 not null unique,
  country text not null references public.countries (code),
  area_code text,
  type public.phone_number_type not null default 'local',
  provider text not null references public.integration_providers (provider),
  integration_id uuid,
  branch_id uuid,
  assistant_id uuid,
  status public.phone_number_status not null default 'active',
  is_primary boolean not null default false,
  forwarding_number public.e164,
  monthly_cost numeric(14, 6) not null default 0 constraint phone_numbers_monthly_cost_not_negative check (monthly_cost >= 0),
  usage_cost_per_minute numeric(14, 6) not null default 0 constraint phone_numbers_usage_cost_not_negative check (usage_cost_per_minute >= 0),
  currency public.currency_code not null default 'EUR',
  assigned_at timestamptz not null default now(),
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (company_id, id),
  constraint phone_numbers_forwards_elsewhere check (forwarding_number <> number),
  foreign key (company_id, integration_id) references public.integrations (company_id, id) on delete set null (integration_id),
  foreign key (company_id, branch_id) references public.branches (company_id, id) on delete set null (branch_id),
  foreign key (company_id, assistant_id) references public.assistants (company_id, id) on delete set null (assistant_id)
);
comment on table public.phone_numbers is
  'A number that is answered, unique in the whole system. Given out by the operator, pointed at branch and assistant by admins, read by members.';
comment on column public.phone_numbers.forwarding_number is 'Where a person answers calls to this number; else the branch''s phone.';

-- Two columns, because a REST server may take a unique index on the company alone for a one-to-one link.
create unique index phone_numbers_one_primary_per_company on public.phone_numbers (company_id, is_primary) where is_primary;
create index phone_numbers_integration on public.phone_numbers (company_id, integration_id);
create index phone_numbers_branch on public.phone_numbers (company_id, branch_id);
create index phone_numbers_assistant on public.phone_numbers (company_id, assistant_id);
create index phone_numbers_country on public.phone_numbers (country);
create index phone_numbers_provider on public.phone_numbers (provider);

create trigger _100_touch_updated_at before update on public.phone_numbers
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.phone_numbers
  for each row execute function private.tg__tenant_stays();

alter table public.phone_numbers enable row level security;
alter table public.phone_numbers force row level security;
create policy select_as_member on public.phone_numbers for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
create policy update_as_admin on public.phone_numbers for update to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]))
  with check (company_id = any ((select private.company_ids('admin'))::uuid[]));
grant select on public.phone_numbers to authenticated;
grant update (branch_id, assistant_id, integration_id, is_primary, forwarding_number) on public.phone_numbers to authenticated;
grant select, insert, update, delete on public.phone_numbers to service_role;
-- No INSERT by people: a unique number that anybody could insert would tell whose it is.

create table public.knowledge_notebooks (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  name text not null constraint knowledge_notebooks_name_not_blank check (btrim(name) <> ''),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (company_id, id)
);
comment on table public.knowledge_notebooks is 'A bundle of articles that assistants answer from. Admins edit, members read.';

create index knowledge_notebooks_company on public.knowledge_notebooks (company_id, name);
create trigger _100_touch_updated_at before update on public.knowledge_notebooks
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.knowledge_notebooks
  for each row execute function private.tg__tenant_stays();

create table public.knowledge_articles (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  notebook_id uuid not null,
  topic text not null default 'general' constraint knowledge_articles_topic_plain check (topic ~ '^[a-z][a-z_]*$'),
  title text not null constraint knowledge_articles_title_not_blank check (btrim(title) <> ''),
  content text not null constraint knowledge_articles_content_not_blank check (btrim(content) <> ''),
  language public.language_code not null default 'de',
  is_published boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (company_id, id),
  foreign key (company_id, notebook_id) references public.knowledge_notebooks (company_id, id) on delete cascade
);
comment on table public.knowledge_articles is 'One thing an assistant may say when asked. Admins edit, members read; callers hear it.';
comment on column public.knowledge_articles.topic is 'A stable word such as hours, directions, parking, payment; general for the rest.';

create index knowledge_articles_notebook on public.knowledge_articles (company_id, notebook_id);
create trigger _100_touch_updated_at before update on public.knowledge_articles
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.knowledge_articles
  for each row execute function private.tg__tenant_stays();

alter table public.knowledge_notebooks enable row level security;
alter table public.knowledge_notebooks force row level security;
create policy select_as_member on public.knowledge_notebooks for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
create policy insert_as_admin on public.knowledge_notebooks for insert to authenticated
  with check (company_id = any ((select private.company_ids('admin'))::uuid[]));
create policy update_as_admin on public.knowledge_notebooks for update to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]))
  with check (company_id = any ((select private.company_ids('admin'))::uuid[]));
create policy delete_as_admin on public.knowledge_notebooks for delete to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]));
grant select, insert, update, delete on public.knowledge_notebooks to authenticated, service_role;

alter table public.knowledge_articles enable row level security;
alter table public.knowledge_articles force row level security;
create policy select_as_member on public.knowledge_articles for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
create policy insert_as_admin on public.knowledge_articles for insert to authenticated
  with check (company_id = any ((select private.company_ids('admin'))::uuid[]));
create policy update_as_admin on public.knowledge_articles for update to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]))
  with check (company_id = any ((select private.company_ids('admin'))::uuid[]));
create policy delete_as_admin on public.knowledge_articles for delete to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]));
grant select, insert, update, delete on public.knowledge_articles to authenticated, service_role;
