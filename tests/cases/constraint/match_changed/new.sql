alter table orders drop constraint orders_user;
alter table orders add constraint orders_user foreign key (user_id, realm) references users match full;
