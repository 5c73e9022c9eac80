-- credentials · api keys: programs that act for a company

create type public.api_permission as enum ('read', 'write', 'delete');
comment on type public.api_permission is 'read: look at rows; write: make and change them; delete: take them away. None includes another.';

create table public.api_keys (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  key_name text not null constraint api_keys_name_not_blank check (btrim(key_name) <> '' and char_length(key_name) <= 100),
  prefix text not null unique constraint api_keys_prefix_plain check (prefix ~ '^fd_live_[0-9a-f]{12}$'),
  permissions public.api_permission[] not null
    constraint api_keys_permit_something check (cardinality(permissions) > 0 and array_position(permissions, null) is null),
  rate_limit_per_hour integer not null default 1000
    constraint api_keys_rate_limit_in_bounds check (rate_limit_per_hour between 1 and 1000000),
  allowed_ips cidr[] not null default '{}'
    constraint api_keys_allowed_ips_are_some check (array_position(allowed_ips, null) is null and cardinality(allowed_ips) <= 100),
  is_active boolean not null default true,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  usage_count bigint not null default 0 constraint api_keys_usage_not_negative check (usage_count >= 0),
  created_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (company_id, id),
  constraint api_keys_one_name_per_company unique (company_id, key_name),
  constraint api_keys_expire_after_they_are_made check (expires_at > created_at),
  constraint api_keys_revoked_is_not_active check (revoked_at is null or not is_active)
);
comment on table public.api_keys is
  'A key with which a program acts for a company. Made by create_api_key, read and switched by admins; the hash lies in private.api_keys_secrets, the key itself nowhere. Gone with the company.';
comment on column public.api_keys.prefix is 'The beginning of the key, by which people and the index find it; worth nothing without the rest.';
comment on column public.api_keys.allowed_ips is 'Networks that it may be used from; empty means from anywhere.';
comment on column public.api_keys.is_active is 'Can be switched off and on again; what was revoked stays off.';
comment on column public.api_keys.usage_count is 'How often it was let in; refusals are not counted.';

create index api_keys_created_by on public.api_keys (created_by);

-- Being used is not a change.
create trigger _100_touch_updated_at
  before update of key_name, permissions, rate_limit_per_hour, allowed_ips, is_active, expires_at, revoked_at on public.api_keys
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.api_keys
  for each row execute function private.tg__tenant_stays();

alter table public.api_keys enable row level security;
alter table public.api_keys force row level security;
create policy select_as_admin on public.api_keys for select to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]));
create policy update_as_admin on public.api_keys for update to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]))
  with check (company_id = any ((select private.company_ids('admin'))::uuid[]));
create policy delete_as_admin on public.api_keys for delete to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]));
grant select, delete on public.api_keys to authenticated, service_role;
grant update (key_name, rate_limit_per_hour, allowed_ips, is_active, expires_at) on public.api_keys to authenticated;
grant update on public.api_keys to service_role;
-- No INSERT: a key is made together with its hash. No UPDATE of permissions: a key that may do more is a new key.

create table private.api_keys_secrets (
  api_key_id uuid primary key,
  company_id uuid not null,
  key_hash bytea not null unique constraint api_keys_secrets_hash_is_sha256 check (octet_length(key_hash) = 32),
  created_at timestamptz not null default now(),
  foreign key (company_id, api_key_id) references public.api_keys (company_id, id) on delete cascade
);
comment on table private.api_keys_secrets is
  'The SHA-256 of each key, one to one: 256 random bits need no slower hash. No policy and no grant: only verify_api_key looks one up. Gone once the key is revoked or deleted.';

create index api_keys_secrets_api_key on private.api_keys_secrets (company_id, api_key_id);
alter table private.api_keys_secrets enable row level security;
alter table private.api_keys_secrets force row level security;

-- Without its hash no key can be brought back, by whatever mistake it is switched on again.
create function private.tg_api_keys__forget_hash() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from private.api_keys_secrets s where s.company_id = new.company_id and s.api_key_id = new.id;
  return null;
end $$;
comment on function private.tg_api_keys__forget_hash() is 'Deletes the hash of a key that was revoked.';

create trigger _500_forget_hash after update of revoked_at on public.api_keys
  for each row when (new.revoked_at is not null) execute function private.tg_api_keys__forget_hash();

create function private.create_api_key(
  p_company_id uuid, p_key_name text, p_permissions public.api_permission[], p_expires_at timestamptz, p_rate_limit_per_hour integer, p_allowed_ips cidr[]
) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_prefix text := 'fd_live_' || encode(extensions.gen_random_bytes(6), 'hex');
  v_key text := v_prefix || '_' || encode(extensions.gen_random_bytes(32), 'hex');
  v_new public.api_keys;
begin
  perform private.require_role(auth.uid(), p_company_id, 'admin');
  if coalesce(btrim(p_key_name), '') = '' or char_length(p_key_name) > 100 then
    raise exception using errcode = 'PT422', message = 'key_name_not_valid', hint = 'Name the key in at most 100 characters.';
  end if;
  if p_permissions is null or cardinality(p_permissions) = 0 or array_position(p_permissions, null) is not null then
    raise exception using errcode = 'PT422', message = 'permissions_missing', hint = 'Name at least one of read, write, delete.';
  end if;
  if p_expires_at <= now() then
    raise exception using errcode = 'PT422', message = 'expiry_in_the_past', hint = 'Name a later time, or none.';
  end if;
  if p_rate_limit_per_hour not between 1 and 1000000 then
    raise exception using errcode = 'PT422', message = 'rate_limit_not_valid', hint = 'Name a number of requests an hour between 1 and 1000000.';
  end if;

  insert into public.api_keys (company_id, key_name, prefix, permissions, rate_limit_per_hour, allowed_ips, expires_at, created_by)
  values (p_company_id, btrim(p_key_name), v_prefix,
          (select array_agg(distinct p order by p) from unnest(p_permissions) p),
          coalesce(p_rate_limit_per_hour, 1000), coalesce(p_allowed_ips, '{}'), p_expires_at, auth.uid())
  on conflict on constraint api_keys_one_name_per_company do nothing
  returning * into v_new;
  if v_new.id is null then
    raise exception using errcode = 'PT409', message = 'key_name_taken', hint = 'Choose another name, or delete the key that has it.';
  end if;
  insert into private.api_keys_secrets (api_key_id, company_id, key_hash)
  values (v_new.id, p_company_id, sha256(convert_to(v_key, 'UTF8')));
  return jsonb_build_object('id', v_new.id, 'key', v_key, 'key_name', v_new.key_name, 'prefix', v_prefix,
    'permissions', v_new.permissions, 'rate_limit_per_hour', v_new.rate_limit_per_hour, 'allowed_ips', v_new.allowed_ips, 'expires_at', v_new.expires_at);
end $$;
comment on function private.create_api_key(uuid, text, public.api_permission[], timestamptz, integer, cidr[]) is
  'What public.create_api_key does. Refuses company_not_found, role_too_low, key_name_not_valid, permissions_missing, expiry_in_the_past, rate_limit_not_valid, key_name_taken.';
grant execute on function private.create_api_key(uuid, text, public.api_permission[], timestamptz, integer, cidr[]) to authenticated;

create function public.create_api_key(
  p_company_id uuid, p_key_name text, p_permissions public.api_permission[] default '{read}', p_expires_at timestamptz default null,
  p_rate_limit_per_hour integer default 1000, p_allowed_ips cidr[] default '{}'
) returns jsonb
language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
  select private.create_api_key(p_company_id, p_key_name, p_permissions, p_expires_at, p_rate_limit_per_hour, p_allowed_ips);
end;
comment on function public.create_api_key(uuid, text, public.api_permission[], timestamptz, integer, cidr[]) is
  'An admin makes a key for a program. Returns its row and, this once, the whole key. Refuses company_not_found, role_too_low, key_name_not_valid, permissions_missing, expiry_in_the_past, rate_limit_not_valid, key_name_taken.';
grant execute on function public.create_api_key(uuid, text, public.api_permission[], timestamptz, integer, cidr[]) to authenticated;

create function private.revoke_api_key(p_api_key_id uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  -- A key that is not there and one that is not yours to handle look the same.
  perform from public.api_keys k where k.id = p_api_key_id and k.company_id = any (private.company_ids('admin')) for no key update;
  if not found then
    raise exception using errcode = 'PT404', message = 'api_key_not_found', hint = 'Read api_keys for those of your company.';
  end if;
  update public.api_keys set revoked_at = now(), is_active = false where id = p_api_key_id and revoked_at is null;
end $$;
comment on function private.revoke_api_key(uuid) is 'What public.revoke_api_key does. Refuses api_key_not_found.';
grant execute on function private.revoke_api_key(uuid) to authenticated;

create function public.revoke_api_key(p_api_key_id uuid) returns void
language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
  select private.revoke_api_key(p_api_key_id);
end;
comment on function public.revoke_api_key(uuid) is
  'An admin ends a key for good, at once; doing it twice is fine. Its row stays for the record. Refuses api_key_not_found.';
grant execute on function public.revoke_api_key(uuid) to authenticated;

-- The key itself never comes here, only its hash: whatever a log or an error quotes opens nothing.
create function backend.verify_api_key(p_prefix text, p_key_hash bytea, p_ip inet, p_permission public.api_permission)
returns table (id uuid, company_id uuid, key_name text, permissions public.api_permission[], rate_limit_per_hour integer)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  v_key public.api_keys;
begin
  -- The row is found by what everybody may know; what must not be guessed is compared as a hash, of which the time that
  -- comparing takes tells nothing. A prefix that nobody has and a secret that does not fit it end alike.
  select k.* into v_key
  from public.api_keys k
  join private.api_keys_secrets s on s.company_id = k.company_id and s.api_key_id = k.id
  join public.companies c on c.id = k.company_id and c.is_active
  where k.prefix = p_prefix and s.key_hash = p_key_hash
    and k.is_active and (k.expires_at is null or k.expires_at > now());
  if v_key.id is null then
    raise exception using errcode = 'PT401', message = 'api_key_not_valid', hint = 'Send a key that is neither revoked nor expired.';
  end if;
  if cardinality(v_key.allowed_ips) > 0 and not coalesce(p_ip <<= any (v_key.allowed_ips), false) then
    raise exception using errcode = 'PT403', message = 'api_key_address_refused', hint = 'Use the key from a network that it allows.';
  end if;
  if not coalesce(p_permission = any (v_key.permissions), false) then
    raise exception using errcode = 'PT403', message = 'api_key_permission_missing',
      detail = jsonb_build_object('needed', p_permission)::text, hint = 'Make a key with this permission.';
  end if;
  update public.api_keys k set last_used_at = now(), usage_count = k.usage_count + 1 where k.id = v_key.id;
  return query select v_key.id, v_key.company_id, v_key.key_name, v_key.permissions, v_key.rate_limit_per_hour;
end $$;
comment on function backend.verify_api_key(text, bytea, inet, public.api_permission) is
  'Whose key this is, and counts the use. Refuses api_key_not_valid for every key that is wrong, expired, switched off or revoked; api_key_address_refused and api_key_permission_missing only to who holds the right one.';
grant execute on function backend.verify_api_key(text, bytea, inet, public.api_permission) to fn_api;
