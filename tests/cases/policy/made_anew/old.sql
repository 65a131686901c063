create table orders (id bigint, owner text);
create policy own on orders as restrictive for select using (owner = current_user);
