create table users (id bigint not null);
