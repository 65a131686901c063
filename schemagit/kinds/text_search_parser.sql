select
    o.oid as id,
    n.nspname as schema,
    o.prsname as name,
    d.description as comment,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = o.prsstart::pg_catalog.oid
    ) as start_function,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = o.prstoken::pg_catalog.oid
    ) as token_function,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = o.prsend::pg_catalog.oid
    ) as end_function,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = o.prsheadline::pg_catalog.oid
    ) as headline_function,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = o.prslextype::pg_catalog.oid
    ) as types_function
from pg_catalog.pg_ts_parser as o
inner join pg_catalog.pg_namespace as n on o.prsnamespace = n.oid
left join pg_catalog.pg_description as d
    on o.oid = d.objoid and d.classoid = 'pg_catalog.pg_ts_parser'::pg_catalog.regclass and d.objsubid = 0
where
    n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and not exists (
        select from pg_catalog.pg_depend as e
        where
            e.classid = 'pg_catalog.pg_ts_parser'::pg_catalog.regclass
            and e.objid = o.oid and e.deptype = 'e'
    )
order by n.nspname, o.prsname
