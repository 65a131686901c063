select
    t.oid as id,
    n.nspname as schema,
    t.typname as name,
    (
        select pg_catalog.json_object_agg(e.enumlabel, e.oid::bigint order by e.enumsortorder)
        from pg_catalog.pg_enum as e
        where e.enumtypid = t.oid
    ) as label_ids,
    r.rolname as owner,
    d.description as comment,
    t.typacl::text[] as grants,
    (
        select pg_catalog.array_agg(e.enumlabel::text order by e.enumsortorder)
        from pg_catalog.pg_enum as e
        where e.enumtypid = t.oid
    ) as labels
from pg_catalog.pg_type as t
inner join pg_catalog.pg_namespace as n on t.typnamespace = n.oid
inner join pg_catalog.pg_roles as r on t.typowner = r.oid
left join pg_catalog.pg_description as d
    on t.oid = d.objoid and d.classoid = 'pg_catalog.pg_type'::pg_catalog.regclass
where
    t.typtype = 'e'
    and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and not exists (
        select from pg_catalog.pg_depend as e
        where
            e.classid = 'pg_catalog.pg_type'::pg_catalog.regclass
            and e.objid = t.oid and e.deptype = 'e'
    )
order by n.nspname, t.typname
