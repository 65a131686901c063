grant select (id, email), update (email) on users to app_rw with grant option;
grant references (id) on users to public;
revoke select (id) on users from app_ro;
