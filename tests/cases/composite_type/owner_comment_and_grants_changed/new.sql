alter type address owner to app_owner;
comment on type address is 'Where to send it';
comment on column address.zip is 'With letters in some countries';
revoke usage on type address from public;
grant usage on type address to app_rw;
