drop materialized view answers;
create materialized view answers using other with (fillfactor = 70) tablespace fast as select 42 as answer;
