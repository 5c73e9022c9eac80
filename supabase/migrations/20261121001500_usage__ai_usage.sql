-- usage · what models were asked to think or to say, and what it cost

create type public.model_key_holder as enum ('house', 'company', 'owner');
comment on type public.model_key_holder is 'Whose key a model was asked with: the operator''s, an integration of the company, or that of the person who owns it.';

create table public.ai_usage_logs (
  id uuid not null default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete restrict,
  user_id uuid references public.profiles (id) on delete restrict,
  integration_id uuid,
  key_holder public.model_key_holder not null default 'house',
  call_id uuid,
  turn integer,
  provider text not null,
  model text not null,
  outcome text not null default 'ok',
  prompt_tokens integer not null default 0 constraint ai_usage_logs_prompt_not_negative check (prompt_tokens >= 0),
  completion_tokens integer not null default 0 constraint ai_usage_logs_completion_not_negative check (completion_tokens >= 0),
  total_tokens integer not null generated always as (prompt_tokens + completion_tokens) stored,
  cached_tokens integer not null default 0 constraint ai_usage_logs_cached_within_prompt check (cached_tokens between 0 and prompt_tokens),
  characters integer not null default 0 constraint ai_usage_logs_characters_not_negative check (characters >= 0),
  cost numeric(14, 6) not null default 0 constraint ai_usage_logs_cost_not_negative check (cost >= 0),
  currency public.currency_code not null,
  vendor_cost numeric(14, 6) constraint ai_usage_logs_vendor_cost_not_negative check (vendor_cost >= 0),
  latency_ms integer constraint ai_usage_logs_latency_not_negative check (latency_ms >= 0),
  created_at timestamptz not null default now(),
  primary key (id, created_at),
  foreign key (company_id, call_id) references public.calls (company_id, id) on delete restrict
) partition by range (created_at);
comment on table public.ai_usage_logs is
  'Every attempt to have a model think, or a voice speak, failed ones included. Append-only, written by the voice functions, read by members; kept like the ledger.';
comment on column public.ai_usage_logs.cost is 'What the attempt costs the company, by the token prices of its rate card; nothing where the key is the company''s or its owner''s.';
comment on column public.ai_usage_logs.vendor_cost is
  'What the vendor asks for the attempt, in US dollars: as it says itself, else by model_prices. Null where neither knows: add the model''s price.';
comment on column public.ai_usage_logs.integration_id is 'The company''s connection whose key was used. Not a link: what was used outlives it.';
comment on column public.ai_usage_logs.user_id is 'The person whose own key was used; null once their account is gone.';
comment on column public.ai_usage_logs.outcome is
  'ok, or why it was of no use: timeout, no_time (asked late), unreachable, http_…, empty, garbage, cut_off, key_unreadable, abandoned.';
comment on column public.ai_usage_logs.characters is 'Characters that a voice was asked to speak, which is what its vendor counts; nothing where a model thought.';
comment on column public.ai_usage_logs.prompt_tokens is 'Tokens sent, cached ones included.';

-- From the month before, because a clock may be behind, to three months ahead; job_partitions goes on from there.
select private.open_months('public.ai_usage_logs', (now() - interval '1 month')::date, (now() + interval '3 months')::date);

create index ai_usage_logs_company on public.ai_usage_logs (company_id, created_at desc);
create index ai_usage_logs_user on public.ai_usage_logs (user_id, created_at desc);
create index ai_usage_logs_provider on public.ai_usage_logs (provider, created_at desc);
-- What failed of late is asked in every turn: of a company's keys, and of the house's, which is everybody's.
create index ai_usage_logs_failed on public.ai_usage_logs (company_id, created_at desc) where outcome <> 'ok';
create index ai_usage_logs_house_failed on public.ai_usage_logs (created_at desc) where key_holder = 'house' and outcome <> 'ok';
create index ai_usage_logs_house on public.ai_usage_logs (created_at desc) where key_holder = 'house';
create index ai_usage_logs_call on public.ai_usage_logs (company_id, call_id);

create trigger _200_append_only before update or delete on public.ai_usage_logs
  for each row execute function private.tg__append_only();
create trigger _200_no_truncate before truncate on public.ai_usage_logs
  for each statement execute function private.tg__append_only();

alter table public.ai_usage_logs enable row level security;
alter table public.ai_usage_logs force row level security;
create policy select_as_member on public.ai_usage_logs for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
grant select on public.ai_usage_logs to authenticated, service_role;

create function private.price_tokens(p_card public.rate_cards, p_prompt integer, p_cached integer, p_completion integer) returns numeric
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select coalesce(round((
    (p_prompt - p_cached) * p_card.price_per_million_prompt_tokens
    + p_cached * p_card.price_per_million_cached_tokens
    + p_completion * p_card.price_per_million_completion_tokens) / 1000000, 6), 0)
$$;
comment on function private.price_tokens(public.rate_cards, integer, integer, integer) is 'Tokens by the card''s prices per million, six decimals; nothing where there is no card.';
