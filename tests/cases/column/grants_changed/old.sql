create table users (id bigint, email text);
grant select (id) on users to app_ro;
