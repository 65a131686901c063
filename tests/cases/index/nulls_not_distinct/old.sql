-- requires: 15
create table users (name text);
create unique index users_name on users (name);
