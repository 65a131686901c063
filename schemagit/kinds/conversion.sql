select
    o.oid as id,
    n.nspname as schema,
    o.conname as name,
    r.rolname as owner,
    d.description as comment,
    pg_catalog.pg_encoding_to_char(o.conforencoding) as "from",
    pg_catalog.pg_encoding_to_char(o.contoencoding) as "to",
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = o.conproc::pg_catalog.oid
    ) as function,
    o.condefault as "default"
from pg_catalog.pg_conversion as o
inner join pg_catalog.pg_namespace as n on o.connamespace = n.oid
inner join pg_catalog.pg_roles as r on o.conowner = r.oid
left join pg_catalog.pg_description as d
    on o.oid = d.objoid and d.classoid = 'pg_catalog.pg_conversion'::pg_catalog.regclass and d.objsubid = 0
where
    n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and not exists (
        select from pg_catalog.pg_depend as e
        where
            e.classid = 'pg_catalog.pg_conversion'::pg_catalog.regclass
            and e.objid = o.oid and e.deptype = 'e'
    )
order by n.nspname, o.conname
