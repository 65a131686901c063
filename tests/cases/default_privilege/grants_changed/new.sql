alter default privileges for role app_owner grant insert on tables to app_ro;
alter default privileges for role app_owner in schema public grant usage on types to app_rw;
