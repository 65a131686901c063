alter default privileges for role app_owner grant select on tables to app_ro;
alter default privileges for role app_owner revoke execute on functions from public;
alter default privileges for role app_owner in schema app grant select, insert on tables to app_rw with grant option;
