create table users (id bigint, name text, constraint users_key unique (id, name));
