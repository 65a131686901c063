create aggregate product(double precision) (sfunc = float8mul, stype = double precision, initcond = 1);
comment on aggregate product(double precision) is 'Of all values';
