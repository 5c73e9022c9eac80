drop function private.email_of_customer(uuid, uuid);
drop function private.number_of_customer(uuid, uuid);
drop table private.data_map;
