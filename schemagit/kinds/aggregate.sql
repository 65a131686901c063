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
    nullif(pg_catalog.pg_get_function_arguments(o.oid), '') as arguments,
    pg_catalog.pg_get_function_result(o.oid) as result,
    case a.aggkind when 'o' then 'ordered-set' when 'h' then 'hypothetical-set' end as form,
    nullif(a.aggnumdirectargs, 0) as direct_arguments,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = a.aggtransfn::pg_catalog.oid
    ) as transition_function,
    pg_catalog.format_type(a.aggtranstype, null) as state_type,
    nullif(a.aggtransspace, 0) as state_size,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = nullif(a.aggfinalfn::pg_catalog.oid, 0)
    ) as final_function,
    a.aggfinalextra as final_extra,
    case
        when a.aggfinalfn <> 0 and a.aggfinalmodify <> case a.aggkind when 'n' then 'r' else 'w' end
            then
                case a.aggfinalmodify
                    when 'r' then 'read only' when 's' then 'shareable' when 'w' then 'read and write'
                end
    end as final_modify,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = nullif(a.aggcombinefn::pg_catalog.oid, 0)
    ) as combine_function,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = nullif(a.aggserialfn::pg_catalog.oid, 0)
    ) as serialize_function,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = nullif(a.aggdeserialfn::pg_catalog.oid, 0)
    ) as deserialize_function,
    a.agginitval as initial_value,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = nullif(a.aggmtransfn::pg_catalog.oid, 0)
    ) as moving_transition_function,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = nullif(a.aggminvtransfn::pg_catalog.oid, 0)
    ) as moving_inverse_function,
    case when a.aggmtranstype <> 0 then pg_catalog.format_type(a.aggmtranstype, null) end
        as moving_state_type,
    nullif(a.aggmtransspace, 0) as moving_state_size,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = nullif(a.aggmfinalfn::pg_catalog.oid, 0)
    ) as moving_final_function,
    a.aggmfinalextra as moving_final_extra,
    case
        when a.aggmfinalfn <> 0 and a.aggmfinalmodify <> case a.aggkind when 'n' then 'r' else 'w' end
            then
                case a.aggmfinalmodify
                    when 'r' then 'read only' when 's' then 'shareable' when 'w' then 'read and write'
                end
    end as moving_final_modify,
    a.aggminitval as moving_initial_value,
    (
        select
            case when opn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(opn.nspname) || '.' else '' end
            || op.oprname
        from pg_catalog.pg_operator as op
        inner join pg_catalog.pg_namespace as opn on op.oprnamespace = opn.oid
        where op.oid = a.aggsortop
    ) as sort_operator,
    case o.proparallel when 's' then 'safe' when 'r' then 'restricted' end as parallel
from pg_catalog.pg_proc as o
inner join pg_catalog.pg_namespace as n on o.pronamespace = n.oid
inner join pg_catalog.pg_roles as r on o.proowner = r.oid
inner join pg_catalog.pg_aggregate as a on o.oid = a.aggfnoid
left join pg_catalog.pg_description as d
    on o.oid = d.objoid and d.classoid = 'pg_catalog.pg_proc'::pg_catalog.regclass and d.objsubid = 0
where
    o.prokind = 'a'
    and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and not exists (
        select from pg_catalog.pg_depend as e
        where
            e.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
            and e.objid = o.oid and e.deptype = 'e'
    )
order by 2, 3
