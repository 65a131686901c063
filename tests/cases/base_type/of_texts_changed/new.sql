drop type code cascade;
create type code;
create function code_in(cstring) returns code language internal immutable strict as 'textin';
create function code_out(code) returns cstring language internal immutable strict as 'textout';
create type code (
    input = code_in, output = code_out, typmod_in = varchartypmodin, typmod_out = varchartypmodout,
    analyze = ts_typanalyze, storage = extended, collatable = true, element = "char", subscript = raw_array_subscript_handler
);
