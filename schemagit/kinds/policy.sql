select
    p.polrelid as parent,
    p.polname as name,
    p.oid as own_id,
    case p.polcmd
        when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete'
    end
        as command,
    not p.polpermissive as restrictive,
    (
        select pg_catalog.array_agg(r.rolname::text order by r.rolname)
        from pg_catalog.pg_roles as r
        where r.oid = any(p.polroles)
    ) as roles,
    pg_catalog.pg_get_expr(p.polqual, p.polrelid) as "using",
    pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) as "check",
    d.description as comment
from pg_catalog.pg_policy as p
inner join pg_catalog.pg_class as c on p.polrelid = c.oid
inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
left join pg_catalog.pg_description as d
    on p.oid = d.objoid and d.classoid = 'pg_catalog.pg_policy'::pg_catalog.regclass and d.objsubid = 0
where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
order by p.polrelid, p.polname
