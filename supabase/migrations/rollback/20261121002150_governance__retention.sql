drop function backend.tend_partitions(integer);
drop function backend.apply_retention(uuid, integer);
drop function private.erase_expired(uuid, integer);
revoke select on public.companies from frontdesk_eraser;
