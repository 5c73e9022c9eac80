drop table private.data_map;
