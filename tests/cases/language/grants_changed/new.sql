revoke usage on language other from public;
grant usage on language other to app_rw;
