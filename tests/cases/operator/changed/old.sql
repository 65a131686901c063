create operator === (leftarg = integer, rightarg = integer, function = int4pl);
