-- What is said of columns is joined fully, though all of it is of a column: so the server sorts or hashes it,
-- however few columns it expects, and does not go through all of it for each of them.
-- "absent": see constraint.sql.
with absent as (select null::text as attcompression),

own as (
    select
        a.*,
        c.relname,
        t.typcollation,
        t.typstorage
    from pg_catalog.pg_class as c
    inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
    inner join pg_catalog.pg_attribute as a on c.oid = a.attrelid
    inner join pg_catalog.pg_type as t on a.atttypid = t.oid
    where
        a.attnum > 0 and not a.attisdropped
        and c.relkind in ('r', 'p', 'v', 'm', 'f', 'c') and c.relpersistence <> 't' /* only within c.oid */
        and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
),

filled as (
    select
        adrelid,
        adnum,
        adbin
    from pg_catalog.pg_attrdef
    where adnum > 0 /* within adrelid */
),

commented as (
    select
        objoid,
        objsubid,
        description
    from pg_catalog.pg_description
    where
        classoid = 'pg_catalog.pg_class'::pg_catalog.regclass
        and objsubid > 0 /* within objoid */
),

-- Constraints of this type are there since version 18.
not_null as (
    select
        conrelid,
        conkey[1] as attnum,
        conname,
        coninhcount,
        convalidated,
        connoinherit
    from pg_catalog.pg_constraint
    where contype = 'n' /* within conrelid */
)

select
    a.attrelid as parent,
    a.attname as name,
    a.attnum as own_id,
    pg_catalog.format_type(a.atttypid, a.atttypmod) as type,
    case
        when a.attcollation <> a.typcollation then (
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
    case when a.attidentity <> '' then (
        select
            nullif(pg_catalog.json_strip_nulls(pg_catalog.json_build_object(
                'name', nullif(sc.relname, a.relname || '_' || a.attname || '_seq'),
                'start', nullif(q.seqstart, case when q.seqincrement > 0 then q.seqmin else q.seqmax end),
                'increment', nullif(q.seqincrement, 1),
                'minimum', nullif(q.seqmin, case when q.seqincrement > 0 then 1 else limits.lowest end),
                'maximum', nullif(q.seqmax, case when q.seqincrement > 0 then limits.highest else -1 end),
                'cache', nullif(q.seqcache, 1),
                'cycle', nullif(q.seqcycle, false)
            ))::text, '{}')::pg_catalog.json
        from pg_catalog.pg_depend as owned
        inner join pg_catalog.pg_class as sc on owned.objid = sc.oid
        inner join pg_catalog.pg_sequence as q on sc.oid = q.seqrelid
        inner join (
            values
            (21::pg_catalog.oid, -32768::bigint, 32767::bigint),
            (23::pg_catalog.oid, -2147483648, 2147483647),
            (20::pg_catalog.oid, -9223372036854775808, 9223372036854775807)
        ) as limits (type, lowest, highest) on q.seqtypid = limits.type
        where
            owned.refobjid = a.attrelid
            and owned.refobjsubid = a.attnum
            and owned.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
            and owned.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
            and owned.deptype = 'i'
    ) end as identity_sequence,
    not a.attislocal as inherited,
    case nullif(a.attstorage, a.typstorage)
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
        when nn.coninhcount = 0 and nn.conname <> a.relname || '_' || a.attname || '_not_null' then nn.conname
    end as not_null_name,
    not nn.convalidated as not_null_not_valid,
    nn.connoinherit as not_null_no_inherit,
    s.description as comment,
    a.attacl::text[] as grants
from own as a
full join filled as d on a.attrelid = d.adrelid and a.attnum = d.adnum
full join commented as s on a.attrelid = s.objoid and a.attnum = s.objsubid
full join not_null as nn on a.attrelid = nn.conrelid and a.attnum = nn.attnum
cross join absent
where coalesce(a.attrelid, 0) <> 0
order by a.attrelid, a.attnum
