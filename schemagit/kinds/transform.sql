select
    o.oid as id,
    pg_catalog.format_type(o.trftype, null) || ' for language ' || l.lanname as name,
    d.description as comment,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = o.trffromsql
    ) as from_sql,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = o.trftosql
    ) as to_sql
from pg_catalog.pg_transform as o
inner join pg_catalog.pg_language as l on o.trflang = l.oid
left join pg_catalog.pg_description as d
    on o.oid = d.objoid and d.classoid = 'pg_catalog.pg_transform'::pg_catalog.regclass and d.objsubid = 0
where
    o.oid >= 16384
    and not exists (
        select from pg_catalog.pg_depend as e
        where
            e.classid = 'pg_catalog.pg_transform'::pg_catalog.regclass
            and e.objid = o.oid and e.deptype = 'e'
    )
order by 2
