select
    o.oid as id,
    n.nspname as schema,
    o.oprname || '('
    || case when o.oprleft = 0 then 'none' else pg_catalog.format_type(o.oprleft, null) end || ', '
    || pg_catalog.format_type(o.oprright, null) || ')' as name,
    r.rolname as owner,
    d.description as comment,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = o.oprcode::pg_catalog.oid
    ) as function,
    pg_catalog.format_type(o.oprresult, null) as result,
    (
        select
            case when opn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(opn.nspname) || '.' else '' end
            || op.oprname
        from pg_catalog.pg_operator as op
        inner join pg_catalog.pg_namespace as opn on op.oprnamespace = opn.oid
        where op.oid = o.oprcom
    ) as "commutator",
    (
        select
            case when opn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(opn.nspname) || '.' else '' end
            || op.oprname
        from pg_catalog.pg_operator as op
        inner join pg_catalog.pg_namespace as opn on op.oprnamespace = opn.oid
        where op.oid = o.oprnegate
    ) as "negator",
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = nullif(o.oprrest::pg_catalog.oid, 0)
    ) as restrict,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = nullif(o.oprjoin::pg_catalog.oid, 0)
    ) as "join",
    o.oprcanhash as "hashes",
    o.oprcanmerge as "merges"
from pg_catalog.pg_operator as o
inner join pg_catalog.pg_namespace as n on o.oprnamespace = n.oid
inner join pg_catalog.pg_roles as r on o.oprowner = r.oid
left join pg_catalog.pg_description as d
    on o.oid = d.objoid and d.classoid = 'pg_catalog.pg_operator'::pg_catalog.regclass and d.objsubid = 0
where
    o.oprcode <> 0
    and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and not exists (
        select from pg_catalog.pg_depend as e
        where
            e.classid = 'pg_catalog.pg_operator'::pg_catalog.regclass
            and e.objid = o.oid and e.deptype = 'e'
    )
order by 2, 3
