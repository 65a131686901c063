create table users (id bigint primary key);
create table orders (user_id bigint);
alter table orders add constraint orders_user foreign key (user_id) references users on delete restrict;
