-- Undoes places · services.

drop table if exists public.staff_services;
drop table if exists public.services;
