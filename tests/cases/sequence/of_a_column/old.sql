create table users (id bigint);
create sequence tickets;
