-- requires: 15
create table users (email text, constraint users_email unique (email));
