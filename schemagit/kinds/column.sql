-- What is joined to columns is found at once: the server expects so few of them that it would search an index
-- for each. "absent": see constraint.sql.
with absent as (select null::text as attcompression),

-- Constraints of this type are there since version 18.
not_null as materialized (
    select
        k.conrelid,
        k.conkey[1] as attnum,
        k.conname,
        k.coninhcount,
        k.convalidated,
        k.connoinherit
    from pg_catalog.pg_constraint as k
    where k.contype = 'n' /* within k.conrelid */
),

owned as materialized (
    select
        o.refobjid,
        o.refobjsubid,
        o.objid
    from pg_catalog.pg_depend as o
    where
        o.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
        and o.refobjsubid > 0
        and o.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
        and o.deptype = 'i' /* within o.refobjid */
),

filled as materialized (
    select
        d.adrelid,
        d.adnum,
        d.adbin
    from pg_catalog.pg_attrdef as d
    where d.adnum > 0 /* within d.adrelid */
),

commented as materialized (
    select
        s.objoid,
        s.objsubid,
        s.description
    from pg_catalog.pg_description as s
    where
        s.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass
        and s.objsubid > 0 /* within s.objoid */
)

select
    a.attrelid as parent,
    a.attname as name,
    a.attnum as own_id,
    pg_catalog.format_type(a.atttypid, a.atttypmod) as type,
    case
        when a.attcollation <> t.typcollation then (
            select
                case
                    when cn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(cn.nspname) || '.' else ''
                end
                || pg_catalog.quote_ident(co.collname)
            from pg_catalog.pg_collation as co
            inner join pg_catalog.pg_namespace as cn on co.collnamespace = cn.oid
            where co.oid = a.attcollation
        )
    end as collation,
    a.attnotnull as not_null,
    -- Without the relation, deparsing is three times cheaper; only a generated column can name others.
    case when a.attgenerated = '' then pg_catalog.pg_get_expr(d.adbin, 0) end as "default",
    case a.attidentity when 'a' then 'always' when 'd' then 'by default' end as identity,
    case when a.attgenerated <> '' then pg_catalog.pg_get_expr(d.adbin, d.adrelid) end as generated,
    a.attgenerated = 'v' as virtual,
    case
        when q.seqrelid is not null
            then
                nullif(pg_catalog.json_strip_nulls(pg_catalog.json_build_object(
                    'name',
                    nullif(
                        (
                            select sc.relname from pg_catalog.pg_class as sc
                            where sc.oid = q.seqrelid
                        ),
                        c.relname || '_' || a.attname || '_seq'
                    ),
                    'start', nullif(q.seqstart, case when q.seqincrement > 0 then q.seqmin else q.seqmax end),
                    'increment', nullif(q.seqincrement, 1),
                    'minimum', nullif(q.seqmin, case when q.seqincrement > 0 then 1 else limits.lowest end),
                    'maximum', nullif(q.seqmax, case when q.seqincrement > 0 then limits.highest else -1 end),
                    'cache', nullif(q.seqcache, 1),
                    'cycle', nullif(q.seqcycle, false)
                ))::text, '{}')::pg_catalog.json
    end as identity_sequence,
    not a.attislocal as inherited,
    case nullif(a.attstorage, t.typstorage)
        when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' when 'x' then 'extended'
    end as storage,
    case when a.attlen = -1 then (
        select case attcompression when 'p' then 'pglz' when 'l' then 'lz4' end
        from (select a.*) as here
    ) end as compression,
    nullif(a.attstattarget, -1) as statistics,
    case when a.attoptions is not null then (
        select pg_catalog.array_agg(o order by o collate "C")
        from pg_catalog.unnest(a.attoptions) as o
    ) end as options,
    case when a.attfdwoptions is not null then (
        select pg_catalog.array_agg(o order by o collate "C")
        from pg_catalog.unnest(a.attfdwoptions) as o
    ) end as foreign_options,
    case
        when nn.coninhcount = 0 and nn.conname <> c.relname || '_' || a.attname || '_not_null' then nn.conname
    end as not_null_name,
    not nn.convalidated as not_null_not_valid,
    nn.connoinherit as not_null_no_inherit,
    s.description as comment,
    a.attacl::text[] as grants
from pg_catalog.pg_attribute as a
inner join pg_catalog.pg_class as c on a.attrelid = c.oid /* within c.oid */
inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
inner join pg_catalog.pg_type as t on a.atttypid = t.oid
cross join absent
left join not_null as nn on a.attrelid = nn.conrelid and a.attnum = nn.attnum
left join owned on a.attidentity <> '' and a.attrelid = owned.refobjid and a.attnum = owned.refobjsubid
left join pg_catalog.pg_sequence as q on owned.objid = q.seqrelid
left join (
    values
    (21::pg_catalog.oid, -32768::bigint, 32767::bigint),
    (23::pg_catalog.oid, -2147483648, 2147483647),
    (20::pg_catalog.oid, -9223372036854775808, 9223372036854775807)
) as limits (type, lowest, highest) on q.seqtypid = limits.type
left join filled as d on a.attrelid = d.adrelid and a.attnum = d.adnum
left join commented as s on a.attrelid = s.objoid and a.attnum = s.objsubid
where
    a.attnum > 0 and not a.attisdropped
    and c.relkind in ('r', 'p', 'v', 'm', 'f', 'c') and c.relpersistence <> 't'
    and not pg_catalog.starts_with(n.nspname, 'pg_') and n.nspname <> 'information_schema'
order by a.attrelid, a.attnum
