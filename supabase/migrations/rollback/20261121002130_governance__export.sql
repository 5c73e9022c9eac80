drop function public.export_me();
drop function private.export_me();
drop function public.export_customer(uuid);
drop function private.export_customer(uuid);
drop function private.company_of_customer(uuid, public.member_role);
drop function private.counts_of(jsonb);
drop function private.rows_about(uuid, uuid);
