revoke select on users from app_ro;
grant select, insert on users to app_rw;
grant update on users to app_rw with grant option;
grant select on users to public;
grant all on users to migrator;
