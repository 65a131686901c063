create view names as select distinct name from users where id > 0;
