create table users (id bigint);
grant select on users to app_ro;
