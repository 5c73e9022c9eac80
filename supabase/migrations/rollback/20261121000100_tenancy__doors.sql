-- Undoes tenancy · doors.
--
-- Roles belong to the cluster and stay; so does pgcrypto, which the platform brings. Default privileges stay revoked.

drop function if exists private.tg__tenant_stays();
drop function if exists private.tg__append_only();
drop function if exists private.tg__touch_updated_at();
drop domain if exists public.iana_zone;
drop function if exists private.is_time_zone(text);
drop domain if exists public.language_code;
drop domain if exists public.currency_code;
drop domain if exists public.e164;
drop extension if exists btree_gist;
revoke usage on schema public from frontdesk_eraser;
drop schema if exists backend;
drop schema if exists private;
