alter function perimeter owner to app_owner;
comment on function perimeter is 'Of a rectangle, in square metres';
revoke execute on function perimeter from public;
grant execute on function perimeter to app_rw;
