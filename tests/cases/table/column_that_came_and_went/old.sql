create table users (id bigint, email text default '?', name text);
create index on users (name);
