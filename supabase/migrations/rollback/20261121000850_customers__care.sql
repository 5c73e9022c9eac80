-- Undoes customers · care.

alter table public.customer_interactions drop constraint if exists customer_interactions_note_is_own;
drop index if exists public.customer_interactions_note;
drop table if exists public.customer_relationships;
drop table if exists public.customer_preferences;
drop table if exists public.customer_notes;
drop function if exists private.tg_customer_notes__on_timeline();
drop type if exists public.relationship_kind;
drop type if exists public.note_category;
