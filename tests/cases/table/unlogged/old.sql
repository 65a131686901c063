create table visits (id bigint);
