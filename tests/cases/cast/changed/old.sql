create type address as (street text);
create function street(address) returns text language sql immutable as 'select $1.street';
create function line(address) returns text language sql immutable as 'select $1.street';
create cast (address as text) with function street(address);
create cast (text as address) with inout;
