create table users (name text);
create materialized view names as select name from users with no data;
