-- telephony · calls that go out: who may be rung, when, and that the same order rings once
--
-- A call costs money and somebody's peace, so the rules are here: the company's own hours for ringing, in the zone of whom it
-- rings; nobody who asked not to be; a balance that carries it. An order is kept before the provider is asked, under the
-- caller's key: repeated, it is the same order, and a provider that was asked twice is the one thing it can never cause.

create type public.call_order_status as enum ('ordered', 'placed', 'failed');
comment on type public.call_order_status is
  'ordered: kept, the provider is being asked; placed: the provider took it; failed: it did not, or nobody knows whether it did.';

create table public.call_orders (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  order_key text not null constraint call_orders_key_sensible check (char_length(order_key) between 1 and 200),
  to_number public.e164 not null,
  phone_number_id uuid not null,
  ordered_by uuid,
  status public.call_order_status not null default 'ordered',
  error text constraint call_orders_error_is_a_word check (error ~ '^[a-z][a-z0-9_]{0,99}$'),
  call_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint call_orders_ordered_once unique (company_id, order_key),
  constraint call_orders_placed_is_a_call check (status <> 'placed' or call_id is not null),
  constraint call_orders_failed_for_a_reason check ((status = 'failed') = (error is not null)),
  foreign key (company_id, phone_number_id) references public.phone_numbers (company_id, id) on delete cascade,
  foreign key (company_id, call_id) references public.calls (company_id, id) on delete cascade
);
comment on table public.call_orders is
  'A call that somebody wanted to be made, once per key. Written by order_call and place_call, read by members; gone with the erasure of whose number it is, and as old as call metadata may be.';
comment on column public.call_orders.order_key is 'The idempotency key of whoever ordered it.';
comment on column public.call_orders.ordered_by is 'The person; null if a program did, with an API key. No foreign key: the order outlives the account.';
comment on column public.call_orders.error is 'Why it failed, as one word.';

create index call_orders_created on public.call_orders (company_id, created_at desc);
create index call_orders_phone_number on public.call_orders (company_id, phone_number_id);
create index call_orders_call on public.call_orders (company_id, call_id);
create index call_orders_to on public.call_orders (company_id, to_number);

create trigger _100_touch_updated_at before update on public.call_orders
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.call_orders
  for each row execute function private.tg__tenant_stays();

alter table public.call_orders enable row level security;
alter table public.call_orders force row level security;
create policy select_as_member on public.call_orders for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
grant select on public.call_orders to authenticated, service_role;
-- Nobody writes but the functions below: an order without a call, or a call without its rules, would be possible else.

-- Why this number must not be rung now, as one word; null if it may.
create function private.why_not_to_ring(p_company public.companies, p_to text) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  v_zone text;
  v_there timestamp;
begin
  select c.timezone into v_zone from public.countries c where c.code = private.country_of_number(p_to, p_company.country);
  if not found then
    return 'country_not_served';
  end if;
  if exists (select from public.opt_outs o where o.company_id = p_company.id and o.channel = 'phone' and o.address = p_to) then
    return 'opted_out';
  end if;
  if exists (select from public.customers c where c.company_id = p_company.id and c.phone_normalized = p_to and c.is_blocked) then
    return 'customer_blocked';
  end if;
  v_there := now() at time zone v_zone;
  if v_there::time < p_company.outbound_from or v_there::time >= p_company.outbound_until
     or not extract(isodow from v_there)::smallint = any (p_company.outbound_weekdays) then
    return 'outside_calling_hours';
  end if;
  if not exists (select from public.prepaid_balances b where b.company_id = p_company.id and b.available_balance > 0) then
    return 'balance_empty';
  end if;
  return null;
end $$;
comment on function private.why_not_to_ring(public.companies, text) is
  'country_not_served, opted_out, customer_blocked, outside_calling_hours (of whom it would ring) or balance_empty; null if the number may be rung now.';

create function backend.order_call(p_actor_id uuid, p_company_id uuid, p_order_key text, p_to text, p_phone_number_id uuid)
returns table (id uuid, is_new boolean, status public.call_order_status, error text, call_id uuid, from_number text,
               integration_id uuid, provider text, webhook_token text, key_id text, config jsonb, customer_name text, business jsonb)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  v_company public.companies;
  v_number public.phone_numbers;
  v_order public.call_orders;
  v_new boolean := false;
  v_why text;
begin
  -- A program was let in by its key, which is the company's; a person has to be of it.
  if p_actor_id is not null then
    perform private.require_role(p_actor_id, p_company_id, 'member');
  end if;
  select * into v_company from public.companies c where c.id = p_company_id and c.is_active;
  if not found then
    raise exception using errcode = 'PT404', message = 'company_not_found';
  end if;
  select o.* into v_order from public.call_orders o where o.company_id = p_company_id and o.order_key = p_order_key;
  if not found then
    select n.* into v_number
    from public.phone_numbers n join public.integrations i on i.company_id = n.company_id and i.id = n.integration_id
    where n.company_id = p_company_id and n.status = 'active' and i.is_active and i.status <> 'disabled' and i.credentials_key_id is not null
      and (p_phone_number_id is null or n.id = p_phone_number_id)
    order by n.is_primary desc, n.created_at limit 1;
    if not found then
      raise exception using errcode = 'PT404', message = 'number_not_found', hint = 'Name an active number with a connected provider.';
    end if;
    if v_number.number = p_to then
      raise exception using errcode = 'PT422', message = 'number_is_own';
    end if;
    v_why := private.why_not_to_ring(v_company, p_to);
    if v_why is not null then
      raise exception using errcode = case v_why when 'balance_empty' then 'PT402' when 'country_not_served' then 'PT422' else 'PT409' end,
        message = v_why;
    end if;
    insert into public.call_orders (company_id, order_key, to_number, phone_number_id, ordered_by)
    values (p_company_id, p_order_key, p_to, v_number.id, p_actor_id)
    on conflict on constraint call_orders_ordered_once do nothing
    returning * into v_order;
    v_new := found;
    if not v_new then
      select o.* into v_order from public.call_orders o where o.company_id = p_company_id and o.order_key = p_order_key;
    end if;
  end if;
  if not v_new and v_order.status = 'ordered' and v_order.created_at < now() - interval '1 minute' then
    -- Asking takes seconds: whoever asked the provider died over it, and nobody knows whether it rang.
    update public.call_orders o set status = 'failed', error = 'outcome_unknown' where o.id = v_order.id and o.status = 'ordered';
    select o.* into v_order from public.call_orders o where o.id = v_order.id;
  end if;
  if v_order.to_number <> p_to then
    raise exception using errcode = 'PT409', message = 'order_key_used', hint = 'Another call was ordered under this key.';
  end if;
  -- What a provider wants to know of the business before it rings, as a call to this number would know it.
  return query
    select v_order.id, v_new, v_order.status, v_order.error, v_order.call_id, n.number::text, i.id, i.provider, i.webhook_token, i.credentials_key_id,
      i.config, (select c.full_name from public.customers c where c.company_id = p_company_id and c.phone_normalized = p_to),
      case when v_new then private.business_json(p_company_id, b.id, a.deployed_version_id)
        || jsonb_build_object('transfer_number', nullif(coalesce(n.forwarding_number, nullif(b.phone, n.number)), p_to)) end
    from public.phone_numbers n
    join public.integrations i on i.company_id = n.company_id and i.id = n.integration_id
    left join lateral (
      select x.id, x.phone from public.branches x where x.company_id = n.company_id
      order by (x.id = n.branch_id) desc nulls last, x.is_primary desc, x.is_active desc, x.created_at limit 1) b on true
    left join public.assistants a on a.company_id = n.company_id and a.id = n.assistant_id and a.status = 'active'
    where n.company_id = p_company_id and n.id = v_order.phone_number_id;
end $$;
comment on function backend.order_call(uuid, uuid, text, text, uuid) is
  'Keeps the order of a call and says over which number and provider to make it; is_new only to the one who has to ask the provider, who is told of the business, too. Refuses company_not_found, role_too_low, number_not_found, number_is_own, order_key_used, and what why_not_to_ring names.';
grant execute on function backend.order_call(uuid, uuid, text, text, uuid) to fn_api;

create function backend.place_call(p_order_id uuid, p_provider_call_id text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_order public.call_orders;
  v_integration public.integrations;
  v_call public.calls;
begin
  select * into v_order from public.call_orders o where o.id = p_order_id for update;
  if not found then
    raise exception using errcode = 'PT404', message = 'order_not_found';
  end if;
  if v_order.status <> 'placed' then
    select i.* into v_integration
    from public.phone_numbers n join public.integrations i on i.company_id = n.company_id and i.id = n.integration_id
    where n.company_id = v_order.company_id and n.id = v_order.phone_number_id;
    -- The provider's own word of the call may have been here first.
    v_call := private.call_of_event(v_integration, jsonb_build_object(
      'provider_call_id', p_provider_call_id, 'direction', 'outbound', 'status', 'ringing',
      'caller_number', (select n.number from public.phone_numbers n where n.company_id = v_order.company_id and n.id = v_order.phone_number_id),
      'callee_number', v_order.to_number), now());
    update public.call_orders set status = 'placed', error = null, call_id = v_call.id where id = p_order_id;
    return v_call.id;
  end if;
  return v_order.call_id;
end $$;
comment on function backend.place_call(uuid, text) is
  'Notes that the provider took an ordered call, under which id, and returns our call. Refuses order_not_found.';
grant execute on function backend.place_call(uuid, text) to fn_api;

create function backend.fail_call_order(p_order_id uuid, p_error text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update public.call_orders set status = 'failed', error = p_error where id = p_order_id and status = 'ordered';
end $$;
comment on function backend.fail_call_order(uuid, text) is 'Notes why an ordered call was not made; one that was placed stays so.';
grant execute on function backend.fail_call_order(uuid, text) to fn_api;

create function backend.call_to_end(p_actor_id uuid, p_company_id uuid, p_call_id uuid)
returns table (provider_call_id text, is_over boolean, company_id uuid, integration_id uuid, provider text, key_id text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  v_call public.calls;
begin
  -- A program is let in for one company; who is neither a person nor that is nobody.
  select c.* into v_call from public.calls c
  where c.id = p_call_id and (p_company_id is null or c.company_id = p_company_id) and num_nonnulls(p_actor_id, p_company_id) > 0;
  if not found or p_actor_id is not null and not exists (
       select from public.company_members m where m.company_id = v_call.company_id and m.profile_id = p_actor_id) then
    raise exception using errcode = 'PT404', message = 'call_not_found';
  end if;
  if p_actor_id is not null then
    perform private.require_role(p_actor_id, v_call.company_id, 'member');
  end if;
  return query
    select v_call.provider_call_id, v_call.status >= 'completed', v_call.company_id, i.id, i.provider, i.credentials_key_id
    from public.integrations i where i.company_id = v_call.company_id and i.id = v_call.integration_id;
end $$;
comment on function backend.call_to_end(uuid, uuid, uuid) is
  'At whom to end a call, and under which id; for a member of its company, or a program of p_company_id. Refuses call_not_found, also for what is another''s, and role_too_low.';
grant execute on function backend.call_to_end(uuid, uuid, uuid) to fn_api;

-- The credential with which an order is passed on; who orders was looked at above.
grant execute on function backend.read_credential(uuid, text) to fn_api;
