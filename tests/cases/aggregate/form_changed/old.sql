create function ended(internal, double precision, anyelement) returns anyelement language internal as 'percentile_disc_final';
create function kept(internal, double precision, double precision) returns internal language internal as 'ordered_set_transition_multi';
create aggregate middle(double precision order by anyelement) (
    sfunc = ordered_set_transition, stype = internal, finalfunc = ended, finalfunc_extra
);
create aggregate ranked(variadic "any" order by variadic "any") (
    sfunc = ordered_set_transition_multi, stype = internal, finalfunc = rank_final, finalfunc_extra, hypothetical
);
