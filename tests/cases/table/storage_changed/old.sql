create access method other type table handler heap_tableam_handler;
create table visits (id bigint) with (fillfactor = 80);
