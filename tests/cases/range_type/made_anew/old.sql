-- requires: 14
create function distance(text, text) returns double precision language sql immutable as 'select 0::float8';
create type words as range (subtype = text);
create type numbers as range (subtype = integer);
