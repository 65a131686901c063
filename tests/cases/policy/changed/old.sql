create table users (id bigint);
create table orders (id bigint, owner text);
create policy own on orders for update using (owner = current_user);
