-- requires: 15
create table orders (id bigint primary key, total numeric, "Due date" date);
create publication picked for table orders;
