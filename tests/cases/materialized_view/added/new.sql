create materialized view names as select distinct name from users;
create index on names (name);
