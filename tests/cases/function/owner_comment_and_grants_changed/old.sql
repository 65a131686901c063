create function perimeter(width numeric, height numeric) returns numeric language sql as 'select 2 * (width + height)';
comment on function perimeter is 'Of a rectangle';
