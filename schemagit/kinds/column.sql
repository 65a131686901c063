-- "absent": see constraint.sql.
with absent as (select null::text as attcompression)

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
                    'name', nullif(sc.relname, c.relname || '_' || a.attname || '_seq'),
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
inner join pg_catalog.pg_class as c on a.attrelid = c.oid
inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
inner join pg_catalog.pg_type as t on a.atttypid = t.oid
cross join absent
-- Constraints of this type are there since version 18.
left join pg_catalog.pg_constraint as nn
    on a.attrelid = nn.conrelid and nn.contype = 'n' and a.attnum = nn.conkey[1] /* within nn.conrelid */
left join pg_catalog.pg_depend as owned
    on
        a.attidentity <> ''
        and a.attrelid = owned.refobjid
        and a.attnum = owned.refobjsubid
        and owned.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
        and owned.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
        and owned.deptype = 'i' /* within owned.refobjid */
left join pg_catalog.pg_class as sc on owned.objid = sc.oid
left join pg_catalog.pg_sequence as q on sc.oid = q.seqrelid
left join (
    values
    (21::pg_catalog.oid, -32768::bigint, 32767::bigint),
    (23::pg_catalog.oid, -2147483648, 2147483647),
    (20::pg_catalog.oid, -9223372036854775808, 9223372036854775807)
) as limits (type, lowest, highest) on q.seqtypid = limits.type
left join pg_catalog.pg_attrdef as d on a.attrelid = d.adrelid and a.attnum = d.adnum /* within d.adrelid */
left join pg_catalog.pg_description as s
    on
        a.attrelid = s.objoid
        and s.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass
        and a.attnum = s.objsubid /* within s.objoid */
where
    a.attnum > 0 and not a.attisdropped
    and c.relkind in ('r', 'p', 'v', 'm', 'f', 'c') and c.relpersistence <> 't'
    and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
order by a.attrelid, a.attnum
