create user mapping for app_rw server disk options (user 'rw', password 'secret');
create user mapping for public server disk;
