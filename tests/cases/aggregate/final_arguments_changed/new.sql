create or replace aggregate total(double precision) (
    sfunc = float8pl, stype = double precision, finalfunc = ended, finalfunc_extra,
    msfunc = float8pl, minvfunc = minus, mstype = double precision, mfinalfunc = ended, mfinalfunc_extra
);
