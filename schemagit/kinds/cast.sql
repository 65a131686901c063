select
    o.oid as id,
    pg_catalog.format_type(o.castsource, null)
    || ' as '
    || pg_catalog.format_type(o.casttarget, null) as name,
    d.description as comment,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = o.castfunc
    ) as function,
    case o.castmethod when 'b' then 'binary' when 'i' then 'inout' end as method,
    case o.castcontext when 'i' then 'implicit' when 'a' then 'assignment' end as context
from pg_catalog.pg_cast as o
left join pg_catalog.pg_description as d
    on o.oid = d.objoid and d.classoid = 'pg_catalog.pg_cast'::pg_catalog.regclass and d.objsubid = 0
where
    o.oid >= 16384
    -- A range type brings the cast to its multirange.
    and not exists (
        select from pg_catalog.pg_depend as i
        where
            i.classid = 'pg_catalog.pg_cast'::pg_catalog.regclass
            and i.objid = o.oid and i.deptype = 'i'
    )
    and not exists (
        select from pg_catalog.pg_depend as e
        where
            e.classid = 'pg_catalog.pg_cast'::pg_catalog.regclass
            and e.objid = o.oid and e.deptype = 'e'
    )
order by 2
