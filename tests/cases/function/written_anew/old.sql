create function answer() returns text language sql as 'select 42::text';
create function part(data internal) returns integer language c as '$libdir/plpgsql', 'plpgsql_validator';
create transform for integer language sql (from sql with function prsd_lextype(internal));
create function double(value integer) returns integer language sql as 'select 2 * value';
