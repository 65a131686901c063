alter table shop.orders add foreign key (user_id) references users on update cascade on delete set null;
