-- Undoes assistants · assistants.

alter table public.assistants drop constraint if exists assistants_deployed_version_is_own;
drop table if exists public.assistant_versions;
drop table if exists public.assistants;
drop function if exists private.tg_assistant_versions__frozen();
drop type if exists public.assistant_status;
