create type numbers;
create function plain(numbers) returns numbers language internal immutable strict as 'int4range_canonical';
create type numbers as range (subtype = integer);
