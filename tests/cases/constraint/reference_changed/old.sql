create table users (id bigint primary key);
create table people (number bigint primary key);
create table orders (user_id bigint constraint orders_user references users (id));
