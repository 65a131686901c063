revoke usage on schema shop from app_ro;
grant usage on schema shop to app_rw with grant option;
grant create on schema shop to app_rw;
grant all on schema shop to migrator;
