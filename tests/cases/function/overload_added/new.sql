create function area(width integer, height integer) returns integer language sql as 'select width * height';
