alter table users drop constraint users_key;
alter table users add constraint users_key unique (name, id);
