select
    o.oid as id,
    o.amname as name,
    d.description as comment,
    case o.amtype when 'i' then 'index' when 't' then 'table' end as type,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = o.amhandler
    ) as handler
from pg_catalog.pg_am as o
left join pg_catalog.pg_description as d
    on o.oid = d.objoid and d.classoid = 'pg_catalog.pg_am'::pg_catalog.regclass and d.objsubid = 0
where
    o.oid >= 16384
    and not exists (
        select from pg_catalog.pg_depend as e
        where
            e.classid = 'pg_catalog.pg_am'::pg_catalog.regclass
            and e.objid = o.oid and e.deptype = 'e'
    )
order by o.amname
