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
    l.lanname as language,
    o.prosecdef as security_definer,
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
    o.prokind = 'p'
    and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and not exists (
        select from pg_catalog.pg_depend as e
        where
            e.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
            and e.objid = o.oid and e.deptype = 'e'
    )
order by 2, 3
