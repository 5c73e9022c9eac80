drop trigger _200_stays_erased on public.customers;
drop function private.tg_customers__stays_erased();
drop function public.erase_customer(uuid);
drop function private.erase_customer(uuid);
drop function private.erase_rows_about(uuid, uuid);
drop function private.emptied(regclass, text[]);
revoke all on all tables in schema public, private from frontdesk_eraser;
revoke execute on function private.blocked_range(timestamptz, timestamptz, integer, integer) from frontdesk_eraser;
