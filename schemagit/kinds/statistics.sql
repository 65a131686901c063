select
    o.oid as id,
    n.nspname as schema,
    o.stxname as name,
    r.rolname as owner,
    d.description as comment,
    pg_catalog.quote_ident(tn.nspname) || '.' || pg_catalog.quote_ident(t.relname) as table,
    substring(pg_catalog.pg_get_statisticsobjdef(o.oid) from ' ON (.*) FROM ') as "on",
    pg_catalog.array_remove(
        array[
            case when 'd' = any(o.stxkind) then 'ndistinct' end,
            case when 'f' = any(o.stxkind) then 'dependencies' end,
            case when 'm' = any(o.stxkind) then 'mcv' end
        ], null
    ) as kinds,
    nullif(o.stxstattarget, -1) as target
from pg_catalog.pg_statistic_ext as o
inner join pg_catalog.pg_namespace as n on o.stxnamespace = n.oid
inner join pg_catalog.pg_roles as r on o.stxowner = r.oid
inner join pg_catalog.pg_class as t on o.stxrelid = t.oid
inner join pg_catalog.pg_namespace as tn on t.relnamespace = tn.oid
left join pg_catalog.pg_description as d
    on o.oid = d.objoid and d.classoid = 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass and d.objsubid = 0
where
    n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and not exists (
        select from pg_catalog.pg_depend as e
        where
            e.classid = 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass
            and e.objid = o.oid and e.deptype = 'e'
    )
order by n.nspname, o.stxname
