-- The owner and grants that initdb gives the schema public differ by server version: they are left out.
select
    n.oid as id,
    n.nspname as name,
    r.rolname as acl_owner,
    case
        when n.nspname = 'public' and (n.nspowner = 10 or r.rolname = 'pg_database_owner') then null
        else r.rolname
    end as owner,
    d.description as comment,
    case when n.nspacl::text = i.initprivs::text then null else n.nspacl::text[] end as grants
from pg_catalog.pg_namespace as n
inner join pg_catalog.pg_roles as r on n.nspowner = r.oid
left join pg_catalog.pg_init_privs as i
    on
        n.oid = i.objoid
        and i.classoid = 'pg_catalog.pg_namespace'::pg_catalog.regclass
        and i.privtype = 'i'
left join pg_catalog.pg_description as d
    on
        n.oid = d.objoid
        and d.classoid = 'pg_catalog.pg_namespace'::pg_catalog.regclass
        and (n.nspname <> 'public' or d.description <> 'standard public schema')
where
    n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and not exists (
        select from pg_catalog.pg_depend as e
        where
            e.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass
            and e.objid = n.oid and e.deptype = 'e'
    )
order by n.nspname
