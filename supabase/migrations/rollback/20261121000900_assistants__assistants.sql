-- Undoes assistants · assistants.

alter table public.assistants drop constraint if exists assistants_deployed_version_is_own;
drop table if exists public.knowledge_articles;
drop table if exists public.knowledge_notebooks;
drop table if exists public.phone_numbers;
drop table if exists public.assistant_versions;
drop table if exists public.assistants;
drop type if exists public.phone_number_status;
drop type if exists public.phone_number_type;
drop type if exists public.assistant_status;
