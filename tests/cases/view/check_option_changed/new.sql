create or replace view some_users as select id from users where id > 0 with local check option;
