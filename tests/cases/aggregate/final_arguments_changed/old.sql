create function ended(double precision, double precision) returns double precision
language sql immutable as 'select $1';
create function minus(double precision, double precision) returns double precision
language sql immutable strict as 'select $1 - $2';
create aggregate total(double precision) (sfunc = float8pl, stype = double precision);
