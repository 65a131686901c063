create table orders (id bigint);
create type address as (street text);
create schema app;
