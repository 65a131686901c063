create table orders (id bigint, total numeric);
create table users (id bigint);
create publication picked for table orders;
