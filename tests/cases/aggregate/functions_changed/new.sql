create or replace aggregate total(amount double precision) (
    sfunc = float8pl, stype = double precision, sspace = 16, finalfunc = ended, finalfunc_modify = shareable,
    combinefunc = float8pl, initcond = 0, sortop = >, parallel = safe,
    msfunc = float8pl, minvfunc = minus, mstype = double precision, msspace = 32, mfinalfunc = ended,
    mfinalfunc_modify = read_write, minitcond = 0
);
