drop aggregate ranked(variadic "any" order by variadic "any");
create aggregate ranked(variadic "any") (
    sfunc = ordered_set_transition_multi, stype = internal, finalfunc = rank_final, finalfunc_extra
);
