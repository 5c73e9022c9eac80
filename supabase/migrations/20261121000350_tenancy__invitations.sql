-- tenancy · invitations: how a person joins a company, changes role in it, and leaves
--
-- Members are an owner's business, and everything about them goes through the functions below: who gives a role is checked
-- first, and a company keeps at least one owner whatever way is taken.

create table public.invitations (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  email text not null
    constraint invitations_email_looks_like_one check (email ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$' and char_length(email) <= 320)
    constraint invitations_email_in_small_letters check (email = lower(email)),
  role public.member_role not null,
  invited_by uuid references public.profiles (id) on delete set null,
  expires_at timestamptz not null default now() + interval '7 days',
  accepted_at timestamptz,
  accepted_by uuid references public.profiles (id) on delete set null,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (company_id, id),
  constraint invitations_end_one_way check (accepted_at is null or revoked_at is null),
  constraint invitations_accepted_by_needs_its_time check (accepted_by is null or accepted_at is not null),
  constraint invitations_expire_after_they_are_made check (expires_at > created_at)
);
comment on table public.invitations is
  'Who was asked to join a company, in which role. Written by invite_member, accept_invitation and revoke_invitation, read by the owners; the hash of its token lies in private.invitations_secrets. Gone with the company.';
comment on column public.invitations.email is 'Only the account that has confirmed this address can accept.';
comment on column public.invitations.expires_at is 'Seven days after it was made; later it is as good as none.';

-- Asking the same person again takes the earlier invitation back.
create unique index invitations_one_open_per_address on public.invitations (company_id, email) where accepted_at is null and revoked_at is null;
create index invitations_company_created on public.invitations (company_id, created_at desc);
create index invitations_invited_by on public.invitations (invited_by);
create index invitations_accepted_by on public.invitations (accepted_by);

create trigger _100_touch_updated_at before update on public.invitations
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.invitations
  for each row execute function private.tg__tenant_stays();

alter table public.invitations enable row level security;
alter table public.invitations force row level security;
create policy select_as_owner on public.invitations for select to authenticated
  using (company_id = any ((select private.company_ids('owner'))::uuid[]));
grant select on public.invitations to authenticated;
grant select, delete on public.invitations to service_role;
-- No INSERT, UPDATE or DELETE by people: an invitation is made together with its token, and ends by being accepted or revoked.

create table private.invitations_secrets (
  invitation_id uuid primary key,
  company_id uuid not null,
  token_hash bytea not null unique constraint invitations_secrets_hash_is_sha256 check (octet_length(token_hash) = 32),
  created_at timestamptz not null default now(),
  foreign key (company_id, invitation_id) references public.invitations (company_id, id) on delete cascade
);
comment on table private.invitations_secrets is
  'The SHA-256 of each open invitation''s token, one to one. No policy and no grant: only accept_invitation looks one up. Gone once the invitation is accepted, revoked or deleted.';

create index invitations_secrets_invitation on private.invitations_secrets (company_id, invitation_id);
alter table private.invitations_secrets enable row level security;
alter table private.invitations_secrets force row level security;

-- What has ended needs no key any more, so nothing of it can be used again, whoever ended it.
create function private.tg_invitations__forget_token() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from private.invitations_secrets s where s.company_id = new.company_id and s.invitation_id = new.id;
  return null;
end $$;
comment on function private.tg_invitations__forget_token() is 'Deletes the token''s hash of an invitation that was accepted or revoked.';

create trigger _500_forget_token after update of accepted_at, revoked_at on public.invitations
  for each row when (new.accepted_at is not null or new.revoked_at is not null) execute function private.tg_invitations__forget_token();

-- ── a company keeps an owner ────────────────────────────────────────────────────────────────────────────────────────────

-- Owners who step down or go do so one after the other: two who demote each other at once would each see the other stay.
-- The company's row is changed, not only locked, so that a transaction which looks at the world of before is refused.
create function private.tg_company_members__owners_one_at_a_time() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update public.companies c set updated_at = now() where c.id = old.company_id;
  return coalesce(new, old);
end $$;
comment on function private.tg_company_members__owners_one_at_a_time() is 'Makes a change that takes an owner away wait for another such change in the same company.';

create trigger _200_owners_one_at_a_time_on_update before update of role on public.company_members
  for each row when (old.role = 'owner' and new.role <> 'owner') execute function private.tg_company_members__owners_one_at_a_time();
create trigger _200_owners_one_at_a_time_on_delete before delete on public.company_members
  for each row when (old.role = 'owner') execute function private.tg_company_members__owners_one_at_a_time();

create function private.tg_company_members__keep_an_owner() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  -- A company that is going itself takes its owners along.
  if not exists (select from public.companies c where c.id = old.company_id) then
    return null;
  end if;
  -- Somebody switched off cannot act, so does not count.
  if not exists (
    select from public.company_members m
    join public.profiles p on p.id = m.profile_id and p.is_active
    where m.company_id = old.company_id and m.role = 'owner')
  then
    raise exception using errcode = 'PT409', message = 'company_keeps_an_owner',
      detail = jsonb_build_object('company_id', old.company_id)::text, hint = 'Make somebody else an owner first, or close the company.';
  end if;
  return null;
end $$;
comment on function private.tg_company_members__keep_an_owner() is 'Refuses to leave a company without an active owner. Closing the company itself is let through.';

create constraint trigger _200_company_keeps_an_owner_on_update after update of role on public.company_members
  deferrable initially immediate
  for each row when (old.role = 'owner' and new.role <> 'owner') execute function private.tg_company_members__keep_an_owner();
create constraint trigger _200_company_keeps_an_owner_on_delete after delete on public.company_members
  deferrable initially immediate
  for each row when (old.role = 'owner') execute function private.tg_company_members__keep_an_owner();

-- An owner on the way out leaves no door open for a friend.
create function private.tg_company_members__withdraw_invitations() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update public.invitations i set revoked_at = now()
  where i.company_id = old.company_id and (i.invited_by = old.profile_id or i.invited_by is null) and i.accepted_at is null and i.revoked_at is null;
  return null;
end $$;
comment on function private.tg_company_members__withdraw_invitations() is 'Revokes what somebody who is no longer an owner had still offered.';

create trigger _500_withdraw_invitations_on_update after update of role on public.company_members
  for each row when (old.role = 'owner' and new.role <> 'owner') execute function private.tg_company_members__withdraw_invitations();
create trigger _500_withdraw_invitations_on_delete after delete on public.company_members
  for each row when (old.role = 'owner') execute function private.tg_company_members__withdraw_invitations();

-- ── what people do ──────────────────────────────────────────────────────────────────────────────────────────────────────

-- Asked twice, before the wait and after it: an owner who was demoted meanwhile decides nothing any more. The company comes
-- before its members, for everybody: who held a member and waited for the company would be waited for in turn.
create function private.await_turn(p_company_id uuid, p_minimum public.member_role) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  perform private.require_role(auth.uid(), p_company_id, p_minimum);
  perform from public.companies c where c.id = p_company_id for no key update;
  perform private.require_role(auth.uid(), p_company_id, p_minimum);
end $$;
comment on function private.await_turn(uuid, public.member_role) is
  'Lets one person at a time change who belongs to a company. Refuses company_not_found or role_too_low.';

create function private.invite_member(p_company_id uuid, p_email text, p_role public.member_role) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  c_most_open constant integer := 100;
  c_most_a_day constant integer := 200;
  v_email text := lower(btrim(p_email));
  v_token text := encode(extensions.gen_random_bytes(32), 'hex');
  v_new public.invitations;
begin
  perform private.await_turn(p_company_id, 'owner');
  if v_email is null or v_email !~ '^[^@\s]+@[^@\s]+\.[^@\s]+$' or char_length(v_email) > 320 then
    raise exception using errcode = 'PT422', message = 'email_not_valid', hint = 'Write one address, such as name@example.com.';
  end if;
  if p_role is null then
    raise exception using errcode = 'PT422', message = 'role_missing', hint = 'Name viewer, member, admin or owner.';
  end if;
  -- Owners see their members' addresses anyway; of other accounts this tells nothing.
  if exists (
    select from public.company_members m join public.profiles p on p.id = m.profile_id
    where m.company_id = p_company_id and lower(p.email) = v_email)
  then
    raise exception using errcode = 'PT409', message = 'already_a_member', hint = 'Change their role instead.';
  end if;

  update public.invitations i set revoked_at = now()
  where i.company_id = p_company_id and i.email = v_email and i.accepted_at is null and i.revoked_at is null;
  if (select count(*) filter (where i.accepted_at is null and i.revoked_at is null and i.expires_at > now()) >= c_most_open
        or count(*) filter (where i.created_at > now() - interval '1 day') >= c_most_a_day
      from public.invitations i where i.company_id = p_company_id and i.created_at > now() - interval '7 days')
  then
    raise exception using errcode = 'PT429', message = 'too_many_invitations',
      detail = jsonb_build_object('open', c_most_open, 'a_day', c_most_a_day)::text, hint = 'Revoke some that are still open, or wait a day.';
  end if;

  insert into public.invitations (company_id, email, role, invited_by) values (p_company_id, v_email, p_role, auth.uid())
  returning * into v_new;
  insert into private.invitations_secrets (invitation_id, company_id, token_hash)
  values (v_new.id, p_company_id, sha256(convert_to(v_token, 'UTF8')));
  return jsonb_build_object('id', v_new.id, 'token', v_token, 'email', v_email, 'role', p_role, 'expires_at', v_new.expires_at);
end $$;
comment on function private.invite_member(uuid, text, public.member_role) is
  'What public.invite_member does. Refuses company_not_found, role_too_low, email_not_valid, role_missing, already_a_member, too_many_invitations.';
grant execute on function private.invite_member(uuid, text, public.member_role) to authenticated;

create function public.invite_member(p_company_id uuid, p_email text, p_role public.member_role default 'member') returns jsonb
language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
  select private.invite_member(p_company_id, p_email, p_role);
end;
comment on function public.invite_member(uuid, text, public.member_role) is
  'An owner asks somebody to join. Returns id, token, email, role and expires_at; the token is shown this once and goes into the link that the person is sent. Tells nothing about whether they have an account. Asking the same address again takes the earlier invitation back. Refuses company_not_found, role_too_low, email_not_valid, already_a_member, too_many_invitations.';
grant execute on function public.invite_member(uuid, text, public.member_role) to authenticated;

create function private.accept_invitation(p_token text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_company_id uuid;
  v_id uuid;
  v_role public.member_role;
begin
  if auth.uid() is null then
    raise exception using errcode = 'PT401', message = 'not_signed_in', hint = 'Sign in first.';
  end if;
  -- The address comes from the account as it is now, not from a token that may be an hour old. Locked: of two who accept
  -- at once, the second looks again once the first is through, and finds it used.
  select i.company_id, i.id, i.role into v_company_id, v_id, v_role
  from private.invitations_secrets s
  join public.invitations i on i.company_id = s.company_id and i.id = s.invitation_id
  join auth.users u on u.id = auth.uid() and lower(u.email) = i.email and u.email_confirmed_at is not null
  join public.profiles p on p.id = u.id and p.is_active
  where s.token_hash = sha256(convert_to(p_token, 'UTF8'))
    and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
  for no key update of i;
  if v_id is null then
    raise exception using errcode = 'PT404', message = 'invitation_not_valid',
      hint = 'Sign in with the address that was invited, or ask for a new invitation.';
  end if;

  update public.invitations set accepted_at = now(), accepted_by = auth.uid() where id = v_id;
  insert into public.company_members as m (company_id, profile_id, role) values (v_company_id, auth.uid(), v_role)
  on conflict (company_id, profile_id) do update set role = excluded.role where m.role < excluded.role;
  return v_company_id;
end $$;
comment on function private.accept_invitation(text) is 'What public.accept_invitation does. Refuses not_signed_in or invitation_not_valid.';
grant execute on function private.accept_invitation(text) to authenticated;

create function public.accept_invitation(p_token text) returns uuid
language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
  select private.accept_invitation(p_token);
end;
comment on function public.accept_invitation(text) is
  'Joins the company that the token invites to, and returns its id. Works once, for the account whose own confirmed address was invited; a higher role held already stays. Refuses not_signed_in, and invitation_not_valid for a token that is wrong, expired, used, revoked or meant for somebody else.';
grant execute on function public.accept_invitation(text) to authenticated;

create function private.revoke_invitation(p_invitation_id uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_invitation public.invitations;
begin
  select * into v_invitation from public.invitations i
  where i.id = p_invitation_id and i.company_id = any (private.company_ids('owner')) for no key update;
  -- One that is not there and one that is not yours to handle look the same.
  if v_invitation.id is null then
    raise exception using errcode = 'PT404', message = 'invitation_not_found', hint = 'Read invitations for those of your company.';
  end if;
  if v_invitation.accepted_at is not null then
    raise exception using errcode = 'PT409', message = 'invitation_accepted', hint = 'Remove the member instead.';
  end if;
  update public.invitations set revoked_at = now() where id = p_invitation_id and revoked_at is null;
end $$;
comment on function private.revoke_invitation(uuid) is 'What public.revoke_invitation does. Refuses invitation_not_found or invitation_accepted.';
grant execute on function private.revoke_invitation(uuid) to authenticated;

create function public.revoke_invitation(p_invitation_id uuid) returns void
language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
  select private.revoke_invitation(p_invitation_id);
end;
comment on function public.revoke_invitation(uuid) is
  'An owner takes an invitation back; doing it twice is fine. Refuses invitation_not_found or invitation_accepted.';
grant execute on function public.revoke_invitation(uuid) to authenticated;

create function private.change_member_role(p_company_id uuid, p_profile_id uuid, p_role public.member_role) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform private.await_turn(p_company_id, 'owner');
  if p_role is null then
    raise exception using errcode = 'PT422', message = 'role_missing', hint = 'Name viewer, member, admin or owner.';
  end if;
  update public.company_members m set role = p_role where m.company_id = p_company_id and m.profile_id = p_profile_id;
  if not found then
    raise exception using errcode = 'PT404', message = 'member_not_found', hint = 'Read list_members for those of your company.';
  end if;
end $$;
comment on function private.change_member_role(uuid, uuid, public.member_role) is
  'What public.change_member_role does. Refuses company_not_found, role_too_low, role_missing, member_not_found, company_keeps_an_owner.';
grant execute on function private.change_member_role(uuid, uuid, public.member_role) to authenticated;

create function public.change_member_role(p_company_id uuid, p_profile_id uuid, p_role public.member_role) returns void
language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
  select private.change_member_role(p_company_id, p_profile_id, p_role);
end;
comment on function public.change_member_role(uuid, uuid, public.member_role) is
  'An owner gives a member another role. Refuses company_not_found, role_too_low, member_not_found, and company_keeps_an_owner for the last one.';
grant execute on function public.change_member_role(uuid, uuid, public.member_role) to authenticated;

create function private.remove_member(p_company_id uuid, p_profile_id uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform private.await_turn(p_company_id, 'owner');
  delete from public.company_members m where m.company_id = p_company_id and m.profile_id = p_profile_id;
  if not found then
    raise exception using errcode = 'PT404', message = 'member_not_found', hint = 'Read list_members for those of your company.';
  end if;
end $$;
comment on function private.remove_member(uuid, uuid) is
  'What public.remove_member does. Refuses company_not_found, role_too_low, member_not_found, company_keeps_an_owner.';
grant execute on function private.remove_member(uuid, uuid) to authenticated;

create function public.remove_member(p_company_id uuid, p_profile_id uuid) returns void
language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
  select private.remove_member(p_company_id, p_profile_id);
end;
comment on function public.remove_member(uuid, uuid) is
  'An owner takes a member out of the company; their account and what they did stay. Refuses company_not_found, role_too_low, member_not_found, and company_keeps_an_owner for the last one.';
grant execute on function public.remove_member(uuid, uuid) to authenticated;

create function private.leave_company(p_company_id uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform private.await_turn(p_company_id, 'viewer');
  delete from public.company_members m where m.company_id = p_company_id and m.profile_id = auth.uid();
end $$;
comment on function private.leave_company(uuid) is 'What public.leave_company does. Refuses company_not_found or company_keeps_an_owner.';
grant execute on function private.leave_company(uuid) to authenticated;

create function public.leave_company(p_company_id uuid) returns void
language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
  select private.leave_company(p_company_id);
end;
comment on function public.leave_company(uuid) is
  'The caller leaves a company. Refuses company_not_found, and company_keeps_an_owner for the last one.';
grant execute on function public.leave_company(uuid) to authenticated;

create function private.switch_company(p_company_id uuid) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform private.require_role(auth.uid(), p_company_id, 'viewer');
  insert into public.user_preferences (profile_id, key, value) values (auth.uid(), 'current_company', to_jsonb(p_company_id::text))
  on conflict (profile_id, key) do update set value = excluded.value;
  return p_company_id;
end $$;
comment on function private.switch_company(uuid) is 'What public.switch_company does. Refuses company_not_found.';
grant execute on function private.switch_company(uuid) to authenticated;

create function public.switch_company(p_company_id uuid) returns uuid
language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
  select private.switch_company(p_company_id);
end;
comment on function public.switch_company(uuid) is
  'Makes a company of the caller''s the one they work in, and returns its id; user_organization_id tells it from then on. Refuses company_not_found.';
grant execute on function public.switch_company(uuid) to authenticated;

-- A profile is its person's own; of fellow members, this is what one sees.
create function private.list_members(p_company_id uuid)
returns table (profile_id uuid, name text, email text, role public.member_role, since timestamptz, is_active boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  perform private.require_role(auth.uid(), p_company_id, 'viewer');
  return query
  select m.profile_id, p.name, p.email, m.role, m.created_at, p.is_active
  from public.company_members m join public.profiles p on p.id = m.profile_id
  where m.company_id = p_company_id
  order by m.role desc, m.created_at, m.profile_id;
end $$;
comment on function private.list_members(uuid) is 'What public.list_members does. Refuses company_not_found.';
grant execute on function private.list_members(uuid) to authenticated;

create function public.list_members(p_company_id uuid)
returns table (profile_id uuid, name text, email text, role public.member_role, since timestamptz, is_active boolean)
language sql stable set search_path = pg_catalog, pg_temp
begin atomic
  select m.profile_id, m.name, m.email, m.role, m.since, m.is_active from private.list_members(p_company_id) m;
end;
comment on function public.list_members(uuid) is
  'The members of a company of the caller''s: highest role first, then the longest there. Refuses company_not_found.';
grant execute on function public.list_members(uuid) to authenticated;
