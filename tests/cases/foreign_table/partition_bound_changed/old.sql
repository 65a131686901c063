create foreign data wrapper files;
create server disk foreign data wrapper files;
create table visits (id bigint, at date) partition by range (at);
create foreign table visits_old partition of visits for values from (minvalue) to ('2020-01-01') server disk;
