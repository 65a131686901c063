insert into users values ('Ada');
refresh materialized view names;
analyze users;
