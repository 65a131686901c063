create function area(side integer) returns integer language sql as 'select side * side';
