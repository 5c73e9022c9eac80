-- Undoes tenancy · people.

drop policy if exists select_as_member on public.companies;
drop policy if exists update_as_owner on public.companies;
revoke all on public.companies from authenticated, service_role;
drop table if exists public.user_preferences;
drop table if exists public.company_members;
drop table if exists public.profiles;
drop function if exists public.create_company(text, text, text, text, text);
drop function if exists private.create_company(text, text, text, text, text);
drop function if exists public.user_organization_id(uuid);
drop function if exists private.current_company_of(uuid);
drop function if exists private.require_role(uuid, uuid, public.member_role);
drop function if exists private.company_ids(public.member_role);
-- These take their triggers with them: auth.users is not ours to alter.
drop function if exists private.tg_users__follow_email() cascade;
drop function if exists private.tg_users__open_profile() cascade;
drop type if exists public.member_role;
