select
    o.oid as id,
    n.nspname as schema,
    pg_catalog.quote_ident(o.opcname) || ' using ' || am.amname as name,
    r.rolname as owner,
    d.description as comment,
    am.amname as method,
    pg_catalog.format_type(o.opcintype, null) as type,
    o.opcdefault as "default",
    pg_catalog.quote_ident(fmn.nspname) || '.' || pg_catalog.quote_ident(fm.opfname) as family,
    case when o.opckeytype <> 0 then pg_catalog.format_type(o.opckeytype, null) end as storage
from pg_catalog.pg_opclass as o
inner join pg_catalog.pg_namespace as n on o.opcnamespace = n.oid
inner join pg_catalog.pg_roles as r on o.opcowner = r.oid
inner join pg_catalog.pg_am as am on o.opcmethod = am.oid
inner join pg_catalog.pg_opfamily as fm on o.opcfamily = fm.oid
inner join pg_catalog.pg_namespace as fmn on fm.opfnamespace = fmn.oid
left join pg_catalog.pg_description as d
    on o.oid = d.objoid and d.classoid = 'pg_catalog.pg_opclass'::pg_catalog.regclass and d.objsubid = 0
where
    n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and not exists (
        select from pg_catalog.pg_depend as e
        where
            e.classid = 'pg_catalog.pg_opclass'::pg_catalog.regclass
            and e.objid = o.oid and e.deptype = 'e'
    )
order by 2, 3
