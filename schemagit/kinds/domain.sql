select
    o.oid as id,
    n.nspname as schema,
    o.typname as name,
    r.rolname as owner,
    d.description as comment,
    o.typacl::text[] as grants,
    pg_catalog.format_type(o.typbasetype, o.typtypmod) as type,
    case
        when o.typcollation <> b.typcollation then (
            select
                case
                    when cn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(cn.nspname) || '.' else ''
                end
                || pg_catalog.quote_ident(co.collname)
            from pg_catalog.pg_collation as co
            inner join pg_catalog.pg_namespace as cn on co.collnamespace = cn.oid
            where co.oid = o.typcollation
        )
    end as collation,
    o.typnotnull as not_null,
    pg_catalog.pg_get_expr(o.typdefaultbin, 0) as "default"
from pg_catalog.pg_type as o
inner join pg_catalog.pg_namespace as n on o.typnamespace = n.oid
inner join pg_catalog.pg_roles as r on o.typowner = r.oid
inner join pg_catalog.pg_type as b on o.typbasetype = b.oid
left join pg_catalog.pg_description as d
    on o.oid = d.objoid and d.classoid = 'pg_catalog.pg_type'::pg_catalog.regclass and d.objsubid = 0
where
    o.typtype = 'd'
    and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and not exists (
        select from pg_catalog.pg_depend as e
        where
            e.classid = 'pg_catalog.pg_type'::pg_catalog.regclass
            and e.objid = o.oid and e.deptype = 'e'
    )
order by n.nspname, o.typname
