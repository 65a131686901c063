-- "absent": see constraint.sql.
with absent as (select null::pg_catalog.regproc as typsubscript)

select
    o.oid as id,
    n.nspname as schema,
    o.typname as name,
    r.rolname as owner,
    d.description as comment,
    o.typacl::text[] as grants,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = nullif(o.typinput::pg_catalog.oid, 0)
    ) as input,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = nullif(o.typoutput::pg_catalog.oid, 0)
    ) as output,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = nullif(o.typreceive::pg_catalog.oid, 0)
    ) as receive,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = nullif(o.typsend::pg_catalog.oid, 0)
    ) as send,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = nullif(o.typmodin::pg_catalog.oid, 0)
    ) as modifier_input,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = nullif(o.typmodout::pg_catalog.oid, 0)
    ) as modifier_output,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = nullif(o.typanalyze::pg_catalog.oid, 0)
    ) as "analyze",
    nullif(o.typlen, -1) as length,
    o.typbyval as by_value,
    case o.typalign when 'c' then 'char' when 's' then 'int2' when 'd' then 'double' end as alignment,
    case o.typstorage when 'e' then 'external' when 'm' then 'main' when 'x' then 'extended' end as storage,
    nullif(o.typcategory::text, 'U') as category,
    o.typispreferred as preferred,
    o.typdefault as "default",
    case when o.typelem <> 0 then pg_catalog.format_type(o.typelem, null) end as element,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = nullif((select typsubscript from (select o.*) as here)::pg_catalog.oid, 0)
    ) as subscript,
    nullif(o.typdelim::text, ',') as delimiter,
    o.typcollation <> 0 as collatable
from pg_catalog.pg_type as o
inner join pg_catalog.pg_namespace as n on o.typnamespace = n.oid
inner join pg_catalog.pg_roles as r on o.typowner = r.oid
cross join absent
left join pg_catalog.pg_description as d
    on o.oid = d.objoid and d.classoid = 'pg_catalog.pg_type'::pg_catalog.regclass and d.objsubid = 0
where
    o.typtype = 'b'
    and not (o.typelem <> 0 and o.typlen = -1 and o.typinput = 'pg_catalog.array_in'::pg_catalog.regproc)
    and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and not exists (
        select from pg_catalog.pg_depend as e
        where
            e.classid = 'pg_catalog.pg_type'::pg_catalog.regclass
            and e.objid = o.oid and e.deptype = 'e'
    )
order by n.nspname, o.typname
