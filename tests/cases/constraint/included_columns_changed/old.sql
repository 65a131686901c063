create table users (id bigint primary key, name text, email text);
alter table users add constraint users_name unique (name);
