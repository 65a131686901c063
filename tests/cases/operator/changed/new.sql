drop operator === (integer, integer);
create operator === (
    leftarg = integer, rightarg = integer, function = int4eq, commutator = ===, negator = !==,
    restrict = eqsel, join = eqjoinsel, hashes, merges
);
create operator !== (leftarg = integer, rightarg = integer, function = int4ne, negator = ===);
alter operator === (integer, integer) owner to app_owner;
comment on operator === (integer, integer) is 'Equal';
