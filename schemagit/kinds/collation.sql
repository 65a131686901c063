-- "absent": see constraint.sql. The locale of ICU was kept in three places, by version.
with absent as (
    select
        null::text as colllocale,
        null::text as colliculocale,
        null::text as collicurules
)

select
    o.oid as id,
    n.nspname as schema,
    o.collname as name,
    r.rolname as owner,
    d.description as comment,
    case o.collprovider when 'c' then 'libc' when 'i' then 'icu' when 'b' then 'builtin' end as provider,
    coalesce(
        (select colllocale from (select o.*) as here),
        (select colliculocale from (select o.*) as here),
        o.collcollate
    )::text as locale,
    nullif(o.collctype::text, o.collcollate::text) as character_type,
    not o.collisdeterministic as nondeterministic,
    (select collicurules from (select o.*) as here) as rules
from pg_catalog.pg_collation as o
inner join pg_catalog.pg_namespace as n on o.collnamespace = n.oid
inner join pg_catalog.pg_roles as r on o.collowner = r.oid
cross join absent
left join pg_catalog.pg_description as d
    on o.oid = d.objoid and d.classoid = 'pg_catalog.pg_collation'::pg_catalog.regclass and d.objsubid = 0
where
    n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and not exists (
        select from pg_catalog.pg_depend as e
        where
            e.classid = 'pg_catalog.pg_collation'::pg_catalog.regclass
            and e.objid = o.oid and e.deptype = 'e'
    )
order by n.nspname, o.collname
