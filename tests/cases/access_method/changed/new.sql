drop access method other;
create function table_handler(internal) returns table_am_handler language internal as 'heap_tableam_handler';
create access method other type table handler table_handler;
comment on access method other is 'Much like heap';
