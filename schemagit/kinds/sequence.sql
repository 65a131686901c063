-- Sequences of identity columns belong to their column; what CREATE SEQUENCE chooses itself is left out.
select
    c.oid as id,
    n.nspname as schema,
    c.relname as name,
    r.rolname as owner,
    d.description as comment,
    c.relacl::text[] as grants,
    c.relpersistence = 'u' as unlogged,
    pg_catalog.format_type(s.seqtypid, null) as type,
    nullif(s.seqstart, case when s.seqincrement > 0 then s.seqmin else s.seqmax end) as start,
    nullif(s.seqincrement, 1) as increment,
    nullif(s.seqmin, case when s.seqincrement > 0 then 1 else limits.lowest end) as minimum,
    nullif(s.seqmax, case when s.seqincrement > 0 then limits.highest else -1 end) as maximum,
    nullif(s.seqcache, 1) as cache,
    s.seqcycle as cycle,
    pg_catalog.quote_ident(tn.nspname) || '.' || pg_catalog.quote_ident(t.relname)
    || '.' || pg_catalog.quote_ident(a.attname) as owned_by
from pg_catalog.pg_sequence as s
inner join pg_catalog.pg_class as c on s.seqrelid = c.oid
inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
inner join pg_catalog.pg_roles as r on c.relowner = r.oid
inner join (
    values
    (21::pg_catalog.oid, -32768::bigint, 32767::bigint),
    (23::pg_catalog.oid, -2147483648, 2147483647),
    (20::pg_catalog.oid, -9223372036854775808, 9223372036854775807)
) as limits (type, lowest, highest) on s.seqtypid = limits.type
left join pg_catalog.pg_depend as o
    on
        o.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
        and c.oid = o.objid
        and o.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
        and o.refobjsubid > 0
        and o.deptype in ('a', 'i') /* within o.objid */
left join pg_catalog.pg_class as t on o.refobjid = t.oid
left join pg_catalog.pg_namespace as tn on t.relnamespace = tn.oid
left join pg_catalog.pg_attribute as a on o.refobjid = a.attrelid and o.refobjsubid = a.attnum
left join pg_catalog.pg_description as d
    on c.oid = d.objoid and d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objsubid = 0
    /* within d.objoid */
where
    o.deptype is distinct from 'i' and c.relpersistence <> 't'
    and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and not exists (
        select from pg_catalog.pg_depend as e
        where
            e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
            and e.objid = c.oid and e.deptype = 'e' /* within e.objid */
    )
order by n.nspname, c.relname
