create table users (id bigint not null, constraint users_key unique (id));
