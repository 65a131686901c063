create table users (id bigint, realm text, primary key (id, realm));
create table orders (user_id bigint, realm text);
alter table orders add constraint orders_user foreign key (user_id, realm) references users;
