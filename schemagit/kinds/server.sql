select
    o.oid as id,
    o.srvname as name,
    r.rolname as owner,
    d.description as comment,
    o.srvacl::text[] as grants,
    w.fdwname as wrapper,
    o.srvtype as type,
    o.srvversion as version,
    (
        select pg_catalog.array_agg(entry order by entry collate "C")
        from pg_catalog.unnest(o.srvoptions) as entry
    ) as options
from pg_catalog.pg_foreign_server as o
inner join pg_catalog.pg_roles as r on o.srvowner = r.oid
inner join pg_catalog.pg_foreign_data_wrapper as w on o.srvfdw = w.oid
left join pg_catalog.pg_description as d
    on
        o.oid = d.objoid
        and d.classoid = 'pg_catalog.pg_foreign_server'::pg_catalog.regclass
        and d.objsubid = 0
where
    o.oid >= 16384
    and not exists (
        select from pg_catalog.pg_depend as e
        where
            e.classid = 'pg_catalog.pg_foreign_server'::pg_catalog.regclass
            and e.objid = o.oid and e.deptype = 'e'
    )
order by o.srvname
