create table users (id bigint);
create view some_users as select id from users where id > 0;
