create aggregate product(double precision) (sfunc = float8mul, stype = double precision, initcond = 1);
