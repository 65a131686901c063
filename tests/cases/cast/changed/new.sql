drop cast (address as text);
create cast (address as text) with function line(address) as implicit;
comment on cast (address as text) is 'One line';
drop cast (text as address);
create function parsed(text) returns address language sql immutable as 'select row($1)::address';
create cast (text as address) with function parsed(text);
