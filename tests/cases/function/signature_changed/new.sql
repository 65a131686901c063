drop function area(numeric, numeric);
create function area(width numeric, height numeric default 1) returns numeric
language sql as 'select width * height';
drop function first_user(date);
create function first_user(since date) returns table (id bigint, name text) language sql as 'select 1, null';
drop function steps(integer);
create function steps(integer) returns integer language internal window as 'window_row_number';
