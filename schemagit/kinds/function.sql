-- "absent": see constraint.sql.
with absent as (select null::pg_catalog.pg_node_tree as prosqlbody)

select
    o.oid as id,
    n.nspname as schema,
    pg_catalog.quote_ident(o.proname) || '('
    || coalesce((
        select pg_catalog.string_agg(pg_catalog.format_type(u.type, null), ', ' order by u.place)
        from pg_catalog.unnest(o.proargtypes::pg_catalog.oid[]) with ordinality as u (type, place)
    ), '') || ')' as name,
    r.rolname as owner,
    d.description as comment,
    o.proacl::text[] as grants,
    nullif(case
        when o.prokind = 'p'
            then
                pg_catalog.regexp_replace(pg_catalog.pg_get_function_arguments(o.oid), '(^|, )IN ', '\1', 'g')
        else pg_catalog.pg_get_function_arguments(o.oid)
    end, '') as arguments,
    pg_catalog.pg_get_function_result(o.oid) as result,
    l.lanname as language,
    o.prokind = 'w' as "window",
    case o.provolatile when 'i' then 'immutable' when 's' then 'stable' end as volatility,
    o.proisstrict as strict,
    o.prosecdef as security_definer,
    o.proleakproof as leakproof,
    case o.proparallel when 's' then 'safe' when 'r' then 'restricted' end as parallel,
    nullif(o.procost, case when l.lanname in ('internal', 'c') then 1 else 100 end) as cost,
    case when o.proretset then nullif(o.prorows, 1000) end as rows,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = nullif(o.prosupport::pg_catalog.oid, 0)
    ) as support,
    (
        select
            pg_catalog.array_agg(
                pg_catalog.format_type(t, null) order by pg_catalog.format_type(t, null) collate "C"
            )
        from pg_catalog.unnest(o.protrftypes) as t
    ) as transform_types,
    (
        select pg_catalog.array_agg(entry order by entry collate "C")
        from pg_catalog.unnest(o.proconfig) as entry
    ) as settings,
    o.probin as library,
    case
        when (select prosqlbody from (select o.*) as here) is not null
            -- The function that prints only the body is not there before version 14.
            then pg_catalog.rtrim(
                substring(pg_catalog.pg_get_functiondef(o.oid) from E'\n((?:BEGIN ATOMIC|RETURN ).*)$'), E'\n'
            )
        else o.prosrc
    end as body
from pg_catalog.pg_proc as o
inner join pg_catalog.pg_namespace as n on o.pronamespace = n.oid
inner join pg_catalog.pg_roles as r on o.proowner = r.oid
inner join pg_catalog.pg_language as l on o.prolang = l.oid
cross join absent
left join pg_catalog.pg_description as d
    on o.oid = d.objoid and d.classoid = 'pg_catalog.pg_proc'::pg_catalog.regclass and d.objsubid = 0
where
    o.prokind in ('f', 'w')
    and not exists (
        select from pg_catalog.pg_depend as i
        where
            i.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
            and i.objid = o.oid and i.deptype = 'i'
    )
    and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and not exists (
        select from pg_catalog.pg_depend as e
        where
            e.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
            and e.objid = o.oid and e.deptype = 'e'
    )
order by 2, 3
