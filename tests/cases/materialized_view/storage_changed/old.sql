create access method other type table handler heap_tableam_handler;
create materialized view answers as select 42 as answer;
