drop function private.open_months(regclass, date, date);
drop function private.open_partition(regclass, text, text);
