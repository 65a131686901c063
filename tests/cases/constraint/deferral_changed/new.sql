alter table orders alter constraint orders_user deferrable initially deferred;
