drop type words, numbers;
create type words as range (
    subtype = text, subtype_opclass = text_pattern_ops, collation = "C", subtype_diff = distance,
    multirange_type_name = sentences
);
create type numbers as range (subtype = bigint);
