drop policy own on orders;
create policy own on orders for all using (owner = current_user);
