-- Announced by CREATE TYPE and not defined yet: only its name and owner mean anything.
select
    o.oid as id,
    n.nspname as schema,
    o.typname as name,
    r.rolname as owner,
    d.description as comment
from pg_catalog.pg_type as o
inner join pg_catalog.pg_namespace as n on o.typnamespace = n.oid
inner join pg_catalog.pg_roles as r on o.typowner = r.oid
left join pg_catalog.pg_description as d
    on o.oid = d.objoid and d.classoid = 'pg_catalog.pg_type'::pg_catalog.regclass and d.objsubid = 0
where
    not o.typisdefined
    and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and not exists (
        select from pg_catalog.pg_depend as e
        where
            e.classid = 'pg_catalog.pg_type'::pg_catalog.regclass
            and e.objid = o.oid and e.deptype = 'e'
    )
order by n.nspname, o.typname
