drop aggregate total(numeric);
create aggregate total(numeric) (
    sfunc = numeric_avg_accum, stype = internal, finalfunc = numeric_avg, combinefunc = numeric_avg_combine,
    serialfunc = numeric_avg_serialize, deserialfunc = numeric_avg_deserialize
);
drop aggregate number(integer);
create aggregate number(integer) (sfunc = int4_sum, stype = bigint);
