create table users (id bigint, name text);
