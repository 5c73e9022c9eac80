-- Undoes customers · customers.

drop table if exists public.customer_interactions;
drop table if exists public.customers;
drop function if exists private.tg_customers__initial_contact();
drop type if exists public.interaction_type;
drop function if exists private.tg__normalize_phone();
drop function if exists private.normalize_phone(text, text);
drop function if exists private.search_form(text);
drop extension if exists btree_gin;
drop extension if exists pg_trgm;
