select
    c.oid as id,
    n.nspname as schema,
    c.relname as name,
    r.rolname as owner,
    d.description as comment,
    c.relacl::text[] as grants,
    c.relpersistence = 'u' as unlogged,
    case when not c.relispartition then (
        select
            pg_catalog.array_agg(
                pg_catalog.quote_ident(pn.nspname)
                || '.'
                || pg_catalog.quote_ident(p.relname)
                order by h.inhseqno
            )
        from pg_catalog.pg_inherits as h
        inner join pg_catalog.pg_class as p on h.inhparent = p.oid
        inner join pg_catalog.pg_namespace as pn on p.relnamespace = pn.oid
        where h.inhrelid = c.oid
    ) end as inherits,
    case when c.relispartition then (
        select pg_catalog.quote_ident(pn.nspname) || '.' || pg_catalog.quote_ident(p.relname)
        from pg_catalog.pg_inherits as h
        inner join pg_catalog.pg_class as p on h.inhparent = p.oid
        inner join pg_catalog.pg_namespace as pn on p.relnamespace = pn.oid
        where h.inhrelid = c.oid
    ) end as partition_of,
    case when c.relkind = 'p' then pg_catalog.pg_get_partkeydef(c.oid) end as partition_key,
    case when c.relispartition then pg_catalog.pg_get_expr(c.relpartbound, c.oid) end as partition_bound,
    case when c.relkind = 'p' then (
        select
            pg_catalog.json_strip_nulls(pg_catalog.json_build_object(
                'count', count(*),
                'first',
                (pg_catalog.array_agg(p.bound order by p.relname) filter (where p.bound <> 'DEFAULT'))[1],
                'last',
                (pg_catalog.array_agg(p.bound order by p.relname desc) filter (where p.bound <> 'DEFAULT'))[
                    1
                ],
                'default', max(p.relname) filter (where p.bound = 'DEFAULT')
            ))
        from (
            select
                part.relname::text as relname,
                pg_catalog.pg_get_expr(part.relpartbound, part.oid) as bound
            from pg_catalog.pg_inherits as h
            inner join pg_catalog.pg_class as part on h.inhrelid = part.oid
            where h.inhparent = c.oid
        ) as p
    ) end as partitions,
    nullif(am.amname, 'heap') as access_method,
    t.spcname as tablespace,
    case when c.reloptions is not null then (
        select pg_catalog.array_agg(o order by o collate "C")
        from pg_catalog.unnest(c.reloptions) as o
    ) end as options,
    case when c.reltoastrelid <> 0 then (
        select pg_catalog.array_agg('toast.' || o order by o collate "C")
        from pg_catalog.pg_class as toast
        cross join pg_catalog.unnest(toast.reloptions) as o
        where toast.oid = c.reltoastrelid
    ) end as toast_options,
    case when c.reloftype <> 0 then pg_catalog.format_type(c.reloftype, null) end as of_type,
    case c.relreplident when 'f' then 'full' when 'n' then 'nothing' when 'i' then 'index ' || (
        select pg_catalog.quote_ident(ic.relname)
        from pg_catalog.pg_index as i
        inner join pg_catalog.pg_class as ic on i.indexrelid = ic.oid
        where i.indrelid = c.oid and i.indisreplident
    ) end as replica_identity,
    case when c.relhasindex then (
        select ic.relname
        from pg_catalog.pg_index as i
        inner join pg_catalog.pg_class as ic on i.indexrelid = ic.oid
        where i.indrelid = c.oid and i.indisclustered
    ) end as clustered_on,
    c.relrowsecurity as row_security,
    c.relforcerowsecurity as force_row_security
from pg_catalog.pg_class as c
inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
inner join pg_catalog.pg_roles as r on c.relowner = r.oid
left join pg_catalog.pg_am as am on c.relam = am.oid
left join pg_catalog.pg_tablespace as t on c.reltablespace = t.oid
left join pg_catalog.pg_description as d
    on c.oid = d.objoid and d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objsubid = 0
    /* within d.objoid */
where
    c.relkind in ('r', 'p') and c.relpersistence <> 't'
    and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and not exists (
        select from pg_catalog.pg_depend as e
        where
            e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
            and e.objid = c.oid and e.deptype = 'e' /* within e.objid */
    )
order by n.nspname, c.relname
