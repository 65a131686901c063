create schema shop;
create table users (id bigint primary key);
create table shop.orders (id bigint, user_id bigint);
