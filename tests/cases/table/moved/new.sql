alter table orders set schema shop;
