alter aggregate product(double precision) owner to app_owner;
comment on aggregate product(double precision) is 'Of all values';
revoke execute on function product(double precision) from public;
