alter table users drop constraint users_name;
alter table users add constraint users_name unique (name) include (email, id);
