create schema app;
alter default privileges for role app_owner in schema app grant select on tables to app_ro;
