create operator === (leftarg = integer, rightarg = bigint, function = int48eq);
create operator family numbers using btree;
