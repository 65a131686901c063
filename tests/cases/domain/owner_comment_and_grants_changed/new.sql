alter domain email owner to app_owner;
comment on domain email is 'An address';
revoke usage on type email from public;
grant usage on type email to app_rw;
