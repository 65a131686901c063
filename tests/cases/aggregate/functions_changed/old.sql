create function minus(double precision, double precision) returns double precision
language sql immutable strict as 'select $1 - $2';
create function ended(double precision) returns double precision language sql immutable as 'select $1';
create aggregate total(double precision) (sfunc = float8mul, stype = double precision, initcond = 1);
