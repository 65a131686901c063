alter type period owner to app_owner;
comment on type period is 'Of a day';
revoke usage on type period from public;
grant usage on type period to app_rw;
