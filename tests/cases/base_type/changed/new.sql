drop type amount cascade;
create type amount;
create function amount_read(cstring) returns amount language internal immutable strict as 'int8in';
create function amount_write(amount) returns cstring language internal immutable strict as 'int8out';
create function amount_receive(internal) returns amount language internal immutable strict as 'int8recv';
create function amount_send(amount) returns bytea language internal immutable strict as 'int8send';
create type amount (
    input = amount_read, output = amount_write, receive = amount_receive, send = amount_send,
    internallength = 8, passedbyvalue, alignment = double, category = 'N', preferred = true, default = 0,
    delimiter = ';'
);
alter type amount owner to app_owner;
comment on type amount is 'In cents';
revoke usage on type amount from public;
