alter policy own on orders to app_rw using (id in (select u.id from users as u)) with check (owner = current_user);
comment on policy own on orders is 'Everybody sees their own';
