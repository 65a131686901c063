select
    o.oid as id,
    o.extname as name,
    r.rolname as owner,
    d.description as comment,
    n.nspname as in_schema,
    o.extversion as version
from pg_catalog.pg_extension as o
inner join pg_catalog.pg_roles as r on o.extowner = r.oid
inner join pg_catalog.pg_namespace as n on o.extnamespace = n.oid
left join pg_catalog.pg_description as d
    on o.oid = d.objoid and d.classoid = 'pg_catalog.pg_extension'::pg_catalog.regclass and d.objsubid = 0
where
    o.oid >= 16384
order by o.extname
