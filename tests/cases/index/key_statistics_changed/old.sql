create table users (name text);
create index users_name on users (lower(name));
