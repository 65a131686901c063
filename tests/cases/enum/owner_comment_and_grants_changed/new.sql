alter type mood owner to app_owner;
comment on type mood is 'as people say';
revoke usage on type mood from public;
grant usage on type mood to app_rw;
