select
    o.oid as id,
    n.nspname as schema,
    o.tmplname as name,
    d.description as comment,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = o.tmplinit::pg_catalog.oid
    ) as init_function,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = o.tmpllexize::pg_catalog.oid
    ) as lexize_function
from pg_catalog.pg_ts_template as o
inner join pg_catalog.pg_namespace as n on o.tmplnamespace = n.oid
left join pg_catalog.pg_description as d
    on o.oid = d.objoid and d.classoid = 'pg_catalog.pg_ts_template'::pg_catalog.regclass and d.objsubid = 0
where
    n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and not exists (
        select from pg_catalog.pg_depend as e
        where
            e.classid = 'pg_catalog.pg_ts_template'::pg_catalog.regclass
            and e.objid = o.oid and e.deptype = 'e'
    )
order by n.nspname, o.tmplname
