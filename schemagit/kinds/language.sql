select
    o.oid as id,
    o.lanname as name,
    r.rolname as owner,
    d.description as comment,
    o.lanacl::text[] as grants,
    o.lanpltrusted as trusted,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = o.lanplcallfoid
    ) as handler,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = o.laninline
    ) as inline,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = o.lanvalidator
    ) as validator
from pg_catalog.pg_language as o
inner join pg_catalog.pg_roles as r on o.lanowner = r.oid
left join pg_catalog.pg_description as d
    on o.oid = d.objoid and d.classoid = 'pg_catalog.pg_language'::pg_catalog.regclass and d.objsubid = 0
where
    o.lanispl
    and o.oid >= 16384
    and not exists (
        select from pg_catalog.pg_depend as e
        where
            e.classid = 'pg_catalog.pg_language'::pg_catalog.regclass
            and e.objid = o.oid and e.deptype = 'e'
    )
order by o.lanname
