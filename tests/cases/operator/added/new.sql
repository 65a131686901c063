create operator === (leftarg = integer, rightarg = integer, function = int4eq, commutator = ===, hashes, merges);
create operator !! (rightarg = integer, function = int4um);
comment on operator !! (none, integer) is 'Minus';
