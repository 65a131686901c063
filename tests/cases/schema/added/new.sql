create schema shop
    create table orders (id bigint)
    create view recent as select id from orders;
