create type address as (street text);
create function street(address) returns text language sql immutable as 'select $1.street';
