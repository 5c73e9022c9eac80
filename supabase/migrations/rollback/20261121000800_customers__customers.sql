-- Undoes customers · customers.

drop table if exists public.customer_interactions;
drop table if exists public.customers;
drop function if exists private.tg_customers__initial_contact();
drop type if exists public.interaction_type;
