create schema shop;
create table orders (id bigint);
