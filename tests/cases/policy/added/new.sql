create policy own on orders using (owner = current_user);
create policy adding on orders for insert to app_rw, app_ro with check (owner = current_user);
