-- Undoes assistants · templates.

drop trigger if exists _500_count_for_template on public.assistants;
drop function if exists private.tg_assistants__count_for_template();
alter table public.assistants drop constraint if exists assistants_template_is_known;
drop index if exists public.assistants_template;
drop table if exists public.assistant_templates;
drop type if exists public.assistant_category;
