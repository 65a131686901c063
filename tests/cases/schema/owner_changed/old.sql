create schema shop;
create table shop.orders (id bigint);
