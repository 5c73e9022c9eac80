-- assistants · numbers: which telephone numbers a company answers, and who answers them

create type public.phone_number_type as enum ('local', 'toll_free', 'mobile', 'hotline');
create type public.phone_number_status as enum ('active', 'inactive', 'porting');
comment on type public.phone_number_type is 'What kind of number it is for those who call it.';
comment on type public.phone_number_status is 'Only an active number is answered.';

create table public.phone_numbers (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  number public.e164 not null,
  country text not null references public.countries (code),
  area_code text constraint phone_numbers_area_code_is_digits check (area_code ~ '^[0-9]{1,8}$'),
  type public.phone_number_type not null default 'local',
  provider text not null references public.integration_providers (provider),
  integration_id uuid,
  branch_id uuid,
  assistant_id uuid,
  status public.phone_number_status not null default 'active',
  is_primary boolean not null default false,
  forwarding_number public.e164,
  monthly_cost numeric(14, 6) not null default 0 constraint phone_numbers_monthly_cost_not_negative check (monthly_cost >= 0 and monthly_cost < 'NaN'),
  usage_cost_per_minute numeric(14, 6) not null default 0 constraint phone_numbers_usage_cost_not_negative check (usage_cost_per_minute >= 0 and usage_cost_per_minute < 'NaN'),
  currency public.currency_code not null default 'EUR',
  assigned_at timestamptz not null default now(),
  expires_at timestamptz,
  released_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (company_id, id),
  constraint phone_numbers_forwards_elsewhere check (forwarding_number <> number),
  constraint phone_numbers_released_answers_nothing check (
    released_at is null or (status = 'inactive' and not is_primary and assistant_id is null and forwarding_number is null)),
  -- The provider too: a number is answered over a connection to the provider that it belongs to.
  foreign key (company_id, integration_id, provider) references public.integrations (company_id, id, provider) on delete set null (integration_id),
  foreign key (company_id, branch_id) references public.branches (company_id, id) on delete set null (branch_id),
  foreign key (company_id, assistant_id) references public.assistants (company_id, id) on delete set null (assistant_id)
);
comment on table public.phone_numbers is
  'A number that is answered, unique in the whole system. Claimed and released by RPC, pointed at branch and assistant by admins, read by members. A released one stays as what it cost.';
comment on column public.phone_numbers.forwarding_number is 'Where a person answers calls to this number; else the branch''s phone.';

comment on column public.phone_numbers.country is 'Derived from the number by its calling code.';
comment on column public.phone_numbers.released_at is 'When the company gave it up; from then on anybody may claim it. It cost from assigned_at until then.';

-- Whoever held it before has a row as well; who answers it now, one.
create unique index phone_numbers_answered_once on public.phone_numbers (number) where released_at is null;
-- Two columns, because a REST server may take a unique index on the company alone for a one-to-one link.
create unique index phone_numbers_one_primary_per_company on public.phone_numbers (company_id, is_primary) where is_primary;
create index phone_numbers_integration on public.phone_numbers (company_id, integration_id, provider);
create index phone_numbers_branch on public.phone_numbers (company_id, branch_id);
create index phone_numbers_assistant on public.phone_numbers (company_id, assistant_id);
create index phone_numbers_country on public.phone_numbers (country);
create index phone_numbers_provider on public.phone_numbers (provider);

create trigger _100_touch_updated_at before update on public.phone_numbers
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.phone_numbers
  for each row execute function private.tg__tenant_stays();

create function private.country_of_number(p_number text, p_country text default null) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  -- The longest code wins; where countries share one, the country that was named.
  return (select c.code from public.countries c where starts_with(p_number, c.calling_code)
          order by length(c.calling_code) desc, (c.code = p_country) desc nulls last, c.code limit 1);
end $$;
comment on function private.country_of_number(text, text) is 'The country that a number in E.164 belongs to; null where we answer no telephones.';

create function private.tg_phone_numbers__country() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_country text := private.country_of_number(new.number, new.country);
begin
  if v_country is null then
    raise exception using errcode = 'PT422', message = 'country_not_served', hint = 'Read countries for the list.';
  end if;
  new.country := v_country;
  return new;
end $$;
comment on function private.tg_phone_numbers__country() is 'Fills in the country of a number. Refuses country_not_served.';
create trigger _100_country before insert or update of number, country on public.phone_numbers
  for each row execute function private.tg_phone_numbers__country();

create function private.tg_phone_numbers__first_is_primary() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  -- Locked, so that two first numbers at once do not both become it.
  perform from public.companies c where c.id = new.company_id for no key update;
  new.is_primary := new.is_primary or not exists (
    select from public.phone_numbers n where n.company_id = new.company_id and n.is_primary);
  return new;
end $$;
comment on function private.tg_phone_numbers__first_is_primary() is 'The first number of a company is its primary one.';
create trigger _100_first_is_primary before insert on public.phone_numbers
  for each row when (new.released_at is null) execute function private.tg_phone_numbers__first_is_primary();

-- The other half of tg_assistants__archived_answers_nothing; each locks the assistant, so that they cannot pass one another.
create function private.tg_phone_numbers__no_archived_assistant() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform from public.assistants a where a.company_id = new.company_id and a.id = new.assistant_id and a.status = 'archived' for share;
  if found then
    raise exception using errcode = 'PT409', message = 'assistant_archived', hint = 'Take it out of the archive first.';
  end if;
  return new;
end $$;
comment on function private.tg_phone_numbers__no_archived_assistant() is 'Refuses to let an archived assistant answer a number: assistant_archived.';
create trigger _200_no_archived_assistant before insert or update of assistant_id, status on public.phone_numbers
  for each row when (new.assistant_id is not null and new.status = 'active') execute function private.tg_phone_numbers__no_archived_assistant();

create function private.tg_assistants__archived_answers_nothing() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from public.phone_numbers n where n.company_id = new.company_id and n.assistant_id = new.id and n.status = 'active') then
    raise exception using errcode = 'PT409', message = 'assistant_answers_a_number', hint = 'Let another assistant answer its numbers first.';
  end if;
  return new;
end $$;
comment on function private.tg_assistants__archived_answers_nothing() is 'Refuses to archive an assistant at which an active number points: assistant_answers_a_number.';
create trigger _200_archived_answers_nothing before insert or update of status on public.assistants
  for each row when (new.status = 'archived') execute function private.tg_assistants__archived_answers_nothing();

alter table public.phone_numbers enable row level security;
alter table public.phone_numbers force row level security;
create policy select_as_member on public.phone_numbers for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
create policy update_as_admin on public.phone_numbers for update to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]))
  with check (company_id = any ((select private.company_ids('admin'))::uuid[]));
grant select on public.phone_numbers to authenticated;
grant update (branch_id, assistant_id, integration_id, forwarding_number) on public.phone_numbers to authenticated;
grant select, insert, update, delete on public.phone_numbers to service_role;
-- No INSERT by people: a unique number that anybody could insert would tell whose it is. is_primary is swapped by set_primary_number.


-- One refusal for whatever the reason, by one statement that always does the same work: who asks learns nothing of others.
-- Room in the plan is asked for first, whatever the number: a claim that cannot succeed must not say which are taken.
create function private.claim_phone_number(
  p_company_id uuid, p_number text, p_provider text, p_integration_id uuid, p_branch_id uuid, p_assistant_id uuid, p_type public.phone_number_type
) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_number text := case when p_number ~ '^\+[1-9][0-9]{6,14}$' then p_number end;
  v_id uuid;
begin
  perform private.require_role(auth.uid(), p_company_id, 'admin');
  perform private.require_within_plan(p_company_id, 'numbers', 1);
  insert into public.phone_numbers (company_id, number, country, type, provider, integration_id, branch_id, assistant_id, currency)
  select c.id, v_number, k.code, p_type, i.provider, i.id, b.id, a.id, c.currency
  from public.companies c
  join public.countries k on k.code = private.country_of_number(v_number, c.country)
  join public.integrations i on i.company_id = c.id and i.id = p_integration_id and i.provider = p_provider
    and i.is_active and i.capabilities @> '{voice}'
  left join public.branches b on b.company_id = c.id and b.id = p_branch_id
  left join public.assistants a on a.company_id = c.id and a.id = p_assistant_id and a.status <> 'archived'
  where c.id = p_company_id
    and b.id is not distinct from p_branch_id
    and a.id is not distinct from p_assistant_id
  on conflict (number) where released_at is null do nothing
  returning id into v_id;
  if v_id is null then
    raise exception using errcode = 'PT409', message = 'number_not_available',
      hint = 'Check the number, its country, the integration, the branch and the assistant, or choose another number.';
  end if;
  return v_id;
end $$;
comment on function private.claim_phone_number(uuid, text, text, uuid, uuid, uuid, public.phone_number_type) is
  'Gives a number to a company. Refuses company_not_found, role_too_low, quota_exceeded or, for every other reason, number_not_available.';
grant execute on function private.claim_phone_number(uuid, text, text, uuid, uuid, uuid, public.phone_number_type) to authenticated;

create function public.claim_phone_number(
  p_company_id uuid, p_number text, p_provider text, p_integration_id uuid, p_branch_id uuid default null, p_assistant_id uuid default null,
  p_type public.phone_number_type default 'local'
) returns uuid
language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
  select private.claim_phone_number(p_company_id, p_number, p_provider, p_integration_id, p_branch_id, p_assistant_id, p_type);
end;
comment on function public.claim_phone_number(uuid, text, text, uuid, uuid, uuid, public.phone_number_type) is
  'Takes a number (E.164) into use over one of the company''s own connections; the first one becomes primary. For admins. Returns its id. Refuses company_not_found, role_too_low, quota_exceeded, and number_not_available for every other reason: taken, malformed, a country not served, not this integration''s provider.';
grant execute on function public.claim_phone_number(uuid, text, text, uuid, uuid, uuid, public.phone_number_type) to authenticated;

-- The number, locked, if the caller is an admin of its company; one that is not there and one of others look alike.
create function private.own_phone_number(p_phone_number_id uuid) returns public.phone_numbers
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_number public.phone_numbers;
begin
  perform private.require_role(auth.uid(), n.company_id, 'admin') from public.phone_numbers n
  where n.id = p_phone_number_id and n.company_id = any (private.company_ids());
  if found then
    perform from public.companies c join public.phone_numbers n on n.company_id = c.id where n.id = p_phone_number_id for no key update of c;
    select * into v_number from public.phone_numbers n where n.id = p_phone_number_id and n.released_at is null;
  end if;
  if v_number.id is null then
    raise exception using errcode = 'PT404', message = 'number_not_found', hint = 'Read phone_numbers for those that are not released.';
  end if;
  return v_number;
end $$;
comment on function private.own_phone_number(uuid) is
  'A number that the caller administers, with its company locked: which number is primary changes one after another. Refuses number_not_found or role_too_low.';

create function private.set_primary_number(p_phone_number_id uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_company_id uuid := (private.own_phone_number(p_phone_number_id)).company_id;
begin
  update public.phone_numbers set is_primary = false where company_id = v_company_id and is_primary and id <> p_phone_number_id;
  update public.phone_numbers set is_primary = true where company_id = v_company_id and id = p_phone_number_id and not is_primary;
end $$;
comment on function private.set_primary_number(uuid) is 'Makes a number the primary one of its company. Refuses number_not_found or role_too_low.';
grant execute on function private.set_primary_number(uuid) to authenticated;

create function public.set_primary_number(p_phone_number_id uuid) returns void
language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
  select private.set_primary_number(p_phone_number_id);
end;
comment on function public.set_primary_number(uuid) is 'Makes a number the primary one of its company, in place of the one before. For admins. Refuses number_not_found, role_too_low.';
grant execute on function public.set_primary_number(uuid) to authenticated;

create function private.release_phone_number(p_phone_number_id uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_number public.phone_numbers := private.own_phone_number(p_phone_number_id);
begin
  update public.phone_numbers
  set released_at = now(), expires_at = least(expires_at, now()), status = 'inactive', is_primary = false, assistant_id = null, forwarding_number = null
  where company_id = v_number.company_id and id = p_phone_number_id;
  -- The one held longest takes its place.
  update public.phone_numbers set is_primary = true
  where v_number.is_primary and company_id = v_number.company_id and id = (
    select n.id from public.phone_numbers n where n.company_id = v_number.company_id and n.released_at is null
    order by n.status = 'active' desc, n.assigned_at, n.id limit 1);
end $$;
comment on function private.release_phone_number(uuid) is 'Gives a number up. Refuses number_not_found or role_too_low.';
grant execute on function private.release_phone_number(uuid) to authenticated;

create function public.release_phone_number(p_phone_number_id uuid) returns void
language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
  select private.release_phone_number(p_phone_number_id);
end;
comment on function public.release_phone_number(uuid) is
  'Gives a number up: it is answered no more, and anybody may claim it. Its row stays for what it cost and for its calls; if it was primary, the one held longest is now. For admins. Refuses number_not_found, role_too_low.';
grant execute on function public.release_phone_number(uuid) to authenticated;
