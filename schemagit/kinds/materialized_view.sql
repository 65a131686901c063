select
    c.oid as id,
    n.nspname as schema,
    c.relname as name,
    r.rolname as owner,
    d.description as comment,
    c.relacl::text[] as grants,
    nullif(am.amname, 'heap') as access_method,
    t.spcname as tablespace,
    (
        select pg_catalog.array_agg(o order by o collate "C")
        from pg_catalog.unnest(c.reloptions) as o
    ) as options,
    pg_catalog.pg_get_viewdef(c.oid) as definition
from pg_catalog.pg_class as c
inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
inner join pg_catalog.pg_roles as r on c.relowner = r.oid
left join pg_catalog.pg_am as am on c.relam = am.oid
left join pg_catalog.pg_tablespace as t on c.reltablespace = t.oid
left join pg_catalog.pg_description as d
    on c.oid = d.objoid and d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objsubid = 0
    /* within d.objoid */
where
    c.relkind = 'm'
    and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and not exists (
        select from pg_catalog.pg_depend as e
        where
            e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
            and e.objid = c.oid and e.deptype = 'e' /* within e.objid */
    )
order by n.nspname, c.relname
