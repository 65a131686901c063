create type amount;
create function amount_in(cstring) returns amount language internal immutable strict as 'int4in';
create function amount_out(amount) returns cstring language internal immutable strict as 'int4out';
