drop table visits;
create table visits (id bigint) using other with (autovacuum_enabled = false, fillfactor = 70) tablespace fast;
