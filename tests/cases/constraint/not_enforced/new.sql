alter table orders alter constraint orders_user not enforced;
