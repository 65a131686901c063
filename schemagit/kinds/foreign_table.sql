select
    c.oid as id,
    n.nspname as schema,
    c.relname as name,
    r.rolname as owner,
    d.description as comment,
    c.relacl::text[] as grants,
    s.srvname as server,
    (
        select pg_catalog.array_agg(entry order by entry collate "C")
        from pg_catalog.unnest(t.ftoptions) as entry
    ) as options,
    (
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
        where h.inhrelid = c.oid and not c.relispartition
    ) as inherits,
    (
        select pg_catalog.quote_ident(pn.nspname) || '.' || pg_catalog.quote_ident(p.relname)
        from pg_catalog.pg_inherits as h
        inner join pg_catalog.pg_class as p on h.inhparent = p.oid
        inner join pg_catalog.pg_namespace as pn on p.relnamespace = pn.oid
        where h.inhrelid = c.oid and c.relispartition
    ) as partition_of,
    case when c.relispartition then pg_catalog.pg_get_expr(c.relpartbound, c.oid) end as partition_bound
from pg_catalog.pg_foreign_table as t
inner join pg_catalog.pg_class as c on t.ftrelid = c.oid
inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
inner join pg_catalog.pg_roles as r on c.relowner = r.oid
inner join pg_catalog.pg_foreign_server as s on t.ftserver = s.oid
left join pg_catalog.pg_description as d
    on c.oid = d.objoid and d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objsubid = 0
    /* within d.objoid */
where
    n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and not exists (
        select from pg_catalog.pg_depend as e
        where
            e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
            and e.objid = c.oid and e.deptype = 'e' /* within e.objid */
    )
order by n.nspname, c.relname
