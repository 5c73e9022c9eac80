-- Undoes customers · leads.

drop function if exists public.convert_lead(uuid, text, text);
drop function if exists private.convert_lead(uuid, text, text);
alter table public.customer_interactions drop constraint if exists customer_interactions_lead_is_own;
drop index if exists public.customer_interactions_lead;
drop table if exists public.lead_searches;
drop table if exists public.lead_activities;
drop table if exists public.leads;
drop function if exists private.tg_leads__note_stage();
drop function if exists private.tg_leads__stays_converted();
drop function if exists private.tg_leads__currency_of_company();
drop type if exists public.lead_activity_type;
drop type if exists public.lead_type;
drop type if exists public.conversion_stage;
