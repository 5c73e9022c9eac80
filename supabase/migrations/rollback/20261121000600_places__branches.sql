-- Undoes places · branches.

drop trigger if exists _500_open_main_branch on public.companies;
drop function if exists public.set_primary_branch(uuid);
drop function if exists private.set_primary_branch(uuid);
drop table if exists public.closures;
drop table if exists public.working_hours;
drop table if exists public.staff;
drop table if exists public.branches;
drop function if exists private.tg_companies__open_main_branch();
