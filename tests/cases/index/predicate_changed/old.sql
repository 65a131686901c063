create table users (name text, gone boolean);
create index users_name on users (name) where not gone;
