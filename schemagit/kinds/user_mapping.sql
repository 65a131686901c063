-- Options hold passwords, and only some roles may see them: they are never read.
select
    o.umid as id,
    pg_catalog.quote_ident(o.usename) || '@' || pg_catalog.quote_ident(o.srvname) as name,
    o.srvname as server,
    o.usename as role
from pg_catalog.pg_user_mappings as o
order by o.usename, o.srvname
