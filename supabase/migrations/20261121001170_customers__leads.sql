-- customers · leads: who might become a customer, and how far that has come

create type public.conversion_stage as enum ('new', 'contacted', 'qualified', 'proposal', 'won', 'lost');
create type public.lead_type as enum ('business', 'consumer');
create type public.lead_activity_type as enum ('created', 'stage_changed', 'note', 'call', 'email', 'meeting', 'converted');
comment on type public.conversion_stage is 'How far a lead has come; won means converted into a customer.';
comment on type public.lead_type is 'Whether a company or a private person asks.';
comment on type public.lead_activity_type is 'created, stage_changed and converted are noted by the house, the others by members.';

create table public.leads (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  owner_id uuid,
  source_call_id uuid,
  lead_type public.lead_type not null default 'consumer',
  provider text constraint leads_provider_not_endless check (char_length(provider) <= 100),

  company_name text constraint leads_company_name_not_endless check (char_length(company_name) <= 200),
  contact_person text constraint leads_contact_person_not_endless check (char_length(contact_person) <= 200),
  email text constraint leads_email_looks_like_one check (email ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$' and char_length(email) <= 254),
  phone text constraint leads_phone_not_endless check (char_length(phone) <= 50),
  phone_normalized public.e164,
  notes text constraint leads_notes_not_endless check (char_length(notes) <= 10000),
  value numeric(14, 6) constraint leads_value_not_negative check (value >= 0 and value < 'NaN'),
  currency public.currency_code not null,

  conversion_stage public.conversion_stage not null default 'new',
  lost_reason text constraint leads_lost_reason_not_endless check (char_length(lost_reason) <= 500),
  customer_id uuid,
  converted_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),

  unique (company_id, id),
  constraint leads_can_be_told_apart check (num_nonnulls(company_name, contact_person, email, phone) > 0),
  constraint leads_won_is_converted check ((conversion_stage = 'won') = (converted_at is not null)),
  constraint leads_customer_only_if_converted check (customer_id is null or converted_at is not null),
  constraint leads_lost_reason_only_if_lost check (lost_reason is null or conversion_stage = 'lost'),
  foreign key (company_id, owner_id) references public.company_members (company_id, profile_id) on delete set null (owner_id),
  foreign key (company_id, source_call_id) references public.calls (company_id, id) on delete set null (source_call_id),
  foreign key (company_id, customer_id) references public.customers (company_id, id) on delete set null (customer_id)
);
comment on table public.leads is
  'Somebody who might become a customer. Members write, read and move them from stage to stage, convert_lead makes a customer of one; lives until a member deletes it or erasure does.';
comment on column public.leads.provider is 'Where the lead came from: a portal, a campaign, a voice provider.';
comment on column public.leads.owner_id is 'The member who looks after it.';
comment on column public.leads.phone_normalized is 'The number in E.164, worked out from phone; null where that is none.';
comment on column public.leads.value is 'What it may bring, in currency; the company''s own where none is named.';
comment on column public.leads.customer_id is 'Who it became; null before, and again once that customer has been erased.';

create index leads_stage on public.leads (company_id, conversion_stage, created_at desc);
create index leads_created on public.leads (company_id, created_at desc);
create index leads_owner on public.leads (company_id, owner_id);
create index leads_source_call on public.leads (company_id, source_call_id);
create index leads_customer on public.leads (company_id, customer_id);
create index leads_phone on public.leads (company_id, phone_normalized);
create index leads_search on public.leads using gin (
  company_id, (private.search_form(coalesce(contact_person, '') || ' ' || coalesce(company_name, ''))) extensions.gin_trgm_ops,
  lower(email) extensions.gin_trgm_ops, phone_normalized extensions.gin_trgm_ops);

alter table public.customer_interactions add constraint customer_interactions_lead_is_own
  foreign key (company_id, lead_id) references public.leads (company_id, id) on delete set null (lead_id);
create index customer_interactions_lead on public.customer_interactions (company_id, lead_id);

create function private.tg_leads__currency_of_company() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  new.currency := (select c.currency from public.companies c where c.id = new.company_id);
  return new;
end $$;
comment on function private.tg_leads__currency_of_company() is 'A lead without a currency is counted in the company''s.';

create function private.tg_leads__stays_converted() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if new.conversion_stage <> 'won' or new.converted_at is distinct from old.converted_at then
    raise exception using errcode = 'PT409', message = 'lead_converted',
      detail = jsonb_build_object('lead_id', old.id, 'to', new.conversion_stage)::text, hint = 'It is a customer now; write a new lead for new business.';
  end if;
  return new;
end $$;
comment on function private.tg_leads__stays_converted() is 'Refuses to take back a conversion.';

create trigger _100_touch_updated_at before update on public.leads
  for each row execute function private.tg__touch_updated_at();
create trigger _100_currency_of_company before insert on public.leads
  for each row when (new.currency is null) execute function private.tg_leads__currency_of_company();
create trigger _100_normalize_phone before insert on public.leads
  for each row when (new.phone is not null and new.phone_normalized is null) execute function private.tg__normalize_phone();
create trigger _100_normalize_changed_phone before update of phone on public.leads
  for each row when (new.phone is distinct from old.phone and new.phone_normalized is not distinct from old.phone_normalized)
  execute function private.tg__normalize_phone();
create trigger _200_tenant_stays before update of company_id on public.leads
  for each row execute function private.tg__tenant_stays();
create trigger _200_stays_converted before update of conversion_stage, converted_at on public.leads
  for each row when (old.converted_at is not null) execute function private.tg_leads__stays_converted();

alter table public.leads enable row level security;
alter table public.leads force row level security;
create policy select_as_member on public.leads for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
create policy insert_as_member on public.leads for insert to authenticated
  with check (company_id = any ((select private.company_ids('member'))::uuid[]));
create policy update_as_member on public.leads for update to authenticated
  using (company_id = any ((select private.company_ids('member'))::uuid[]))
  with check (company_id = any ((select private.company_ids('member'))::uuid[]));
create policy delete_as_member on public.leads for delete to authenticated
  using (company_id = any ((select private.company_ids('member'))::uuid[]));
grant select, delete on public.leads to authenticated;
grant insert (
  id, company_id, owner_id, source_call_id, lead_type, provider, company_name, contact_person, email, phone, notes, value, currency,
  conversion_stage, lost_reason
) on public.leads to authenticated;
grant update (
  owner_id, source_call_id, lead_type, provider, company_name, contact_person, email, phone, notes, value, currency, conversion_stage, lost_reason
) on public.leads to authenticated;
grant select, insert, update, delete on public.leads to service_role;
-- Who it became and when are convert_lead's to write; the E.164 form is worked out.

create table public.lead_activities (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  lead_id uuid not null,
  actor_id uuid default auth.uid(),
  type public.lead_activity_type not null,
  from_stage public.conversion_stage,
  to_stage public.conversion_stage,
  content text constraint lead_activities_content_not_endless check (char_length(content) <= 10000),
  occurred_at timestamptz not null default now()
    constraint lead_activities_occurred_within_the_calendar check (occurred_at >= '2000-01-01' and occurred_at < '2200-01-01'),
  created_at timestamptz not null default now(),
  constraint lead_activities_stages_fit_the_type check (
    (to_stage is not null) = (type in ('created', 'stage_changed', 'converted')) and (from_stage is not null) = (type in ('stage_changed', 'converted'))),
  constraint lead_activities_note_says_something check (type <> 'note' or coalesce(btrim(content), '') <> ''),
  foreign key (company_id, lead_id) references public.leads (company_id, id) on delete cascade,
  foreign key (company_id, actor_id) references public.company_members (company_id, profile_id) on delete set null (actor_id)
);
comment on table public.lead_activities is
  'The timeline of a lead. Its coming, its stages and its conversion are noted by triggers, the rest by members; read by members, gone with the lead.';
comment on column public.lead_activities.actor_id is 'The member who did it: always who is signed in. Null where they have left, or a program did.';

create index lead_activities_lead on public.lead_activities (company_id, lead_id, occurred_at desc);
create index lead_activities_actor on public.lead_activities (company_id, actor_id);

create trigger _200_tenant_stays before update of company_id on public.lead_activities
  for each row execute function private.tg__tenant_stays();

create function private.tg_leads__note_stage() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into public.lead_activities (company_id, lead_id, actor_id, type, from_stage, to_stage, content)
  values (new.company_id, new.id,
    (select m.profile_id from public.company_members m where m.company_id = new.company_id and m.profile_id = auth.uid()),
    case when tg_op = 'INSERT' then 'created' when new.conversion_stage = 'won' then 'converted' else 'stage_changed' end::public.lead_activity_type,
    case when tg_op = 'UPDATE' then old.conversion_stage end, new.conversion_stage, new.lost_reason);
  return null;
end $$;
comment on function private.tg_leads__note_stage() is 'Notes on a lead''s timeline that it came, moved on or was converted, and who did it.';
create trigger _500_note_coming after insert on public.leads
  for each row execute function private.tg_leads__note_stage();
create trigger _500_note_stage after update of conversion_stage on public.leads
  for each row when (new.conversion_stage <> old.conversion_stage) execute function private.tg_leads__note_stage();

alter table public.lead_activities enable row level security;
alter table public.lead_activities force row level security;
create policy select_as_member on public.lead_activities for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
create policy insert_as_member on public.lead_activities for insert to authenticated
  with check (company_id = any ((select private.company_ids('member'))::uuid[]) and type in ('note', 'call', 'email', 'meeting'));
grant select on public.lead_activities to authenticated;
grant insert (id, company_id, lead_id, type, content, occurred_at) on public.lead_activities to authenticated;
grant select, insert, update, delete on public.lead_activities to service_role;
-- No UPDATE or DELETE by people: what was done stays noted.

create table public.lead_searches (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  profile_id uuid not null default auth.uid(),
  name text not null constraint lead_searches_name_sensible check (btrim(name) <> '' and char_length(name) <= 100),
  criteria jsonb not null default '{}'
    constraint lead_searches_criteria_an_object check (jsonb_typeof(criteria) = 'object' and char_length(criteria::text) <= 10000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint lead_searches_one_of_a_name unique (company_id, profile_id, name),
  foreign key (company_id, profile_id) references public.company_members (company_id, profile_id) on delete cascade
);
comment on table public.lead_searches is
  'Searches for leads that a person keeps under a name. Read by that person alone, written while a member, gone when they leave the company.';
comment on column public.lead_searches.criteria is 'What the frontend filters by: stages, types, owner, words; its own to shape.';

create index lead_searches_profile on public.lead_searches (profile_id, company_id);

create trigger _100_touch_updated_at before update on public.lead_searches
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.lead_searches
  for each row execute function private.tg__tenant_stays();

alter table public.lead_searches enable row level security;
alter table public.lead_searches force row level security;
create policy select_as_oneself on public.lead_searches for select to authenticated
  using (profile_id = (select auth.uid()) and company_id = any ((select private.company_ids())::uuid[]));
create policy insert_as_oneself on public.lead_searches for insert to authenticated
  with check (profile_id = (select auth.uid()) and company_id = any ((select private.company_ids('member'))::uuid[]));
create policy update_as_oneself on public.lead_searches for update to authenticated
  using (profile_id = (select auth.uid()) and company_id = any ((select private.company_ids('member'))::uuid[]))
  with check (profile_id = (select auth.uid()) and company_id = any ((select private.company_ids('member'))::uuid[]));
create policy delete_as_oneself on public.lead_searches for delete to authenticated
  using (profile_id = (select auth.uid()) and company_id = any ((select private.company_ids('member'))::uuid[]));
grant select, delete on public.lead_searches to authenticated;
grant insert (id, company_id, name, criteria) on public.lead_searches to authenticated;
grant update (name, criteria) on public.lead_searches to authenticated;
grant select, insert, update, delete on public.lead_searches to service_role;

-- Makes a customer of a lead, or finds the one who has its number already. Locks the lead, then the customer.
create function private.convert_lead(p_lead_id uuid, p_first_name text, p_last_name text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_lead public.leads;
  v_customer_id uuid;
  v_name text;
begin
  select * into v_lead from public.leads l
  where l.id = p_lead_id and l.company_id = any (private.company_ids()) for update;
  if not found then
    raise exception using errcode = 'PT404', message = 'lead_not_found', hint = 'Name a lead of a company that you belong to.';
  end if;
  perform private.require_role(auth.uid(), v_lead.company_id, 'member');
  if v_lead.converted_at is not null then
    return v_lead.customer_id;
  end if;
  if v_lead.conversion_stage = 'lost' then
    raise exception using errcode = 'PT409', message = 'lead_lost', hint = 'Take it up again first: move it to another stage.';
  end if;

  v_name := btrim(regexp_replace(coalesce(nullif(btrim(v_lead.contact_person), ''), v_lead.company_name, ''), '\s+', ' ', 'g'));
  if p_first_name is null and p_last_name is null then
    p_first_name := case when position(' ' in v_name) > 0 and nullif(btrim(v_lead.contact_person), '') is not null then split_part(v_name, ' ', 1) end;
    p_last_name := case when p_first_name is null then v_name else substr(v_name, position(' ' in v_name) + 1) end;
  end if;
  insert into public.customers as c (company_id, home_branch_id, first_name, last_name, phone, phone_normalized, email, preferred_language, acquisition_source)
  select v_lead.company_id, k.branch_id, nullif(btrim(p_first_name), ''), nullif(btrim(p_last_name), ''), v_lead.phone, v_lead.phone_normalized, v_lead.email,
    k.language, 'lead'
  from (select 1) one
  left join public.calls k on k.company_id = v_lead.company_id and k.id = v_lead.source_call_id
  on conflict on constraint customers_one_per_number do update
    -- What the business knew already stays as it was.
    set first_name = case when c.full_name is null then excluded.first_name else c.first_name end,
        last_name = case when c.full_name is null then excluded.last_name else c.last_name end,
        email = coalesce(c.email, excluded.email)
  returning c.id into v_customer_id;

  update public.leads set conversion_stage = 'won', converted_at = now(), customer_id = v_customer_id where id = p_lead_id;
  insert into public.customer_interactions (company_id, customer_id, lead_id, type, event, channel)
  values (v_lead.company_id, v_customer_id, p_lead_id, 'lead', 'converted', case when v_lead.source_call_id is null then 'web' else 'phone' end);
  return v_customer_id;
end $$;
comment on function private.convert_lead(uuid, text, text) is
  'Makes a customer of a lead, once. Refuses lead_not_found, role_too_low, lead_lost.';
grant execute on function private.convert_lead(uuid, text, text) to authenticated;

create function public.convert_lead(p_lead_id uuid, p_first_name text default null, p_last_name text default null) returns uuid
language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
  select private.convert_lead(p_lead_id, p_first_name, p_last_name);
end;
comment on function public.convert_lead(uuid, text, text) is
  'Makes a customer of a lead and returns the customer''s id: the one who has its number already, else a new one, named after the contact person unless names are given. A second call returns the same. Members. Refuses lead_not_found, role_too_low, lead_lost.';
grant execute on function public.convert_lead(uuid, text, text) to authenticated;
