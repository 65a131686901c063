create aggregate total(numeric) (sfunc = numeric_add, stype = numeric);
create aggregate number(integer) (sfunc = int4pl, stype = integer);
