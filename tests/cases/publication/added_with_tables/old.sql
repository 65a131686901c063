-- requires: 15
create schema app;
create table orders (id bigint primary key, total numeric);
create table users (id bigint);
