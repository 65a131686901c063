create table entries (id bigint, at date);
create table visits (page text) inherits (entries);
