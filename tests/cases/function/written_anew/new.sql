create or replace function answer() returns text language internal stable as 'pgsql_version';
create or replace function part(data internal) returns integer
language c as '$libdir/refint', 'check_primary_key';
create or replace function double(value integer) returns integer
transform for type integer language sql as 'select 2 * value';
