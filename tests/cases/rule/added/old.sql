create table orders (id bigint);
create table log (id bigint);
create view shown as select id from orders;
