select
    o.oid as id,
    o.evtname as name,
    r.rolname as owner,
    d.description as comment,
    o.evtevent::text as event,
    (
        select
            case when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else '' end
            || pg_catalog.quote_ident(f.proname)
        from pg_catalog.pg_proc as f
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where f.oid = o.evtfoid
    ) as function,
    (
        select pg_catalog.array_agg(entry order by entry collate "C")
        from pg_catalog.unnest(o.evttags) as entry
    ) as tags,
    case o.evtenabled when 'D' then 'disabled' when 'R' then 'replica' when 'A' then 'always' end as enabled
from pg_catalog.pg_event_trigger as o
inner join pg_catalog.pg_roles as r on o.evtowner = r.oid
left join pg_catalog.pg_description as d
    on o.oid = d.objoid and d.classoid = 'pg_catalog.pg_event_trigger'::pg_catalog.regclass and d.objsubid = 0
where
    o.oid >= 16384
    and not exists (
        select from pg_catalog.pg_depend as e
        where
            e.classid = 'pg_catalog.pg_event_trigger'::pg_catalog.regclass
            and e.objid = o.oid and e.deptype = 'e'
    )
order by o.evtname
