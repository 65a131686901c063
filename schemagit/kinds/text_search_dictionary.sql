select
    o.oid as id,
    n.nspname as schema,
    o.dictname as name,
    r.rolname as owner,
    d.description as comment,
    case when tn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(tn.nspname) || '.' else '' end
    || pg_catalog.quote_ident(t.tmplname) as template,
    o.dictinitoption as options
from pg_catalog.pg_ts_dict as o
inner join pg_catalog.pg_namespace as n on o.dictnamespace = n.oid
inner join pg_catalog.pg_roles as r on o.dictowner = r.oid
inner join pg_catalog.pg_ts_template as t on o.dicttemplate = t.oid
inner join pg_catalog.pg_namespace as tn on t.tmplnamespace = tn.oid
left join pg_catalog.pg_description as d
    on o.oid = d.objoid and d.classoid = 'pg_catalog.pg_ts_dict'::pg_catalog.regclass and d.objsubid = 0
where
    n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and not exists (
        select from pg_catalog.pg_depend as e
        where
            e.classid = 'pg_catalog.pg_ts_dict'::pg_catalog.regclass
            and e.objid = o.oid and e.deptype = 'e'
    )
order by n.nspname, o.dictname
