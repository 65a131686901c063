create function area(width numeric, height numeric) returns numeric language sql as 'select width * height';
create function first_user(since date) returns text language sql as 'select null';
create function steps(integer) returns integer language internal as 'window_row_number';
