select
    o.oid as id,
    o.fdwname as name,
    r.rolname as owner,
    d.description as comment,
    o.fdwacl::text[] as grants,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = o.fdwhandler
    ) as handler,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = o.fdwvalidator
    ) as validator,
    (
        select pg_catalog.array_agg(entry order by entry collate "C")
        from pg_catalog.unnest(o.fdwoptions) as entry
    ) as options
from pg_catalog.pg_foreign_data_wrapper as o
inner join pg_catalog.pg_roles as r on o.fdwowner = r.oid
left join pg_catalog.pg_description as d
    on
        o.oid = d.objoid
        and d.classoid = 'pg_catalog.pg_foreign_data_wrapper'::pg_catalog.regclass
        and d.objsubid = 0
where
    o.oid >= 16384
    and not exists (
        select from pg_catalog.pg_depend as e
        where
            e.classid = 'pg_catalog.pg_foreign_data_wrapper'::pg_catalog.regclass
            and e.objid = o.oid and e.deptype = 'e'
    )
order by o.fdwname
