-- "absent": see constraint.sql.
with absent as (select null::pg_catalog.oid as rngmultitypid)

select
    o.oid as id,
    n.nspname as schema,
    o.typname as name,
    r.rolname as owner,
    d.description as comment,
    o.typacl::text[] as grants,
    pg_catalog.format_type(g.rngsubtype, null) as subtype,
    (
        select
            case when ocn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(ocn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(oc.opcname)
        from pg_catalog.pg_opclass as oc
        inner join pg_catalog.pg_namespace as ocn on oc.opcnamespace = ocn.oid
        where oc.oid = g.rngsubopc and not oc.opcdefault
    ) as opclass,
    case
        when g.rngcollation <> b.typcollation then (
            select
                case
                    when cn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(cn.nspname) || '.' else ''
                end
                || pg_catalog.quote_ident(co.collname)
            from pg_catalog.pg_collation as co
            inner join pg_catalog.pg_namespace as cn on co.collnamespace = cn.oid
            where co.oid = g.rngcollation
        )
    end as collation,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = nullif(g.rngcanonical::pg_catalog.oid, 0)
    ) as canonical,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = nullif(g.rngsubdiff::pg_catalog.oid, 0)
    ) as subtype_difference,
    pg_catalog.format_type((select rngmultitypid from (select g.*) as here), null) as multirange
from pg_catalog.pg_type as o
inner join pg_catalog.pg_namespace as n on o.typnamespace = n.oid
inner join pg_catalog.pg_roles as r on o.typowner = r.oid
inner join pg_catalog.pg_range as g on o.oid = g.rngtypid
inner join pg_catalog.pg_type as b on g.rngsubtype = b.oid
cross join absent
left join pg_catalog.pg_description as d
    on o.oid = d.objoid and d.classoid = 'pg_catalog.pg_type'::pg_catalog.regclass and d.objsubid = 0
where
    o.typtype = 'r'
    and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and not exists (
        select from pg_catalog.pg_depend as e
        where
            e.classid = 'pg_catalog.pg_type'::pg_catalog.regclass
            and e.objid = o.oid and e.deptype = 'e'
    )
order by n.nspname, o.typname
