create type amount;
create function amount_in(cstring) returns amount language internal immutable strict as 'int8in';
create function amount_out(amount) returns cstring language internal immutable strict as 'int8out';
create type amount (input = amount_in, output = amount_out);
