-- Indexes of primary keys, unique and exclusion constraints are part of those. "absent": see constraint.sql.
with absent as (select false as indnullsnotdistinct)

select
    i.indrelid as parent,
    ic.relname as name,
    i.indexrelid as own_id,
    am.amname as method,
    i.indisunique as "unique",
    case
        when i.indisunique then (select indnullsnotdistinct from (select i.*) as here)
    end as nulls_not_distinct,
    (
        select
            pg_catalog.json_agg(pg_catalog.json_strip_nulls(pg_catalog.json_build_object(
                'column', a.attname,
                'expression',
                case
                    when u.attnum = 0
                        then pg_catalog.pg_get_indexdef(i.indexrelid, ia.attnum, false)
                end,
                'collation',
                case when u.coll <> 0 and u.coll <> coalesce(
                    a.attcollation,
                    (
                        select ty.typcollation from pg_catalog.pg_type as ty
                        where ty.oid = ia.atttypid
                    )
                ) then (
                    select
                        case
                            when cn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(cn.nspname) || '.'
                            else ''
                        end
                        || pg_catalog.quote_ident(co.collname)
                    from pg_catalog.pg_collation as co
                    inner join pg_catalog.pg_namespace as cn on co.collnamespace = cn.oid
                    where co.oid = u.coll
                ) end,
                'opclass',
                case when u.opclass not in (
                    select oc.oid from pg_catalog.pg_opclass as oc
                    where oc.opcdefault
                ) then (
                    select
                        case
                            when ocn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(ocn.nspname) || '.'
                            else ''
                        end
                        || pg_catalog.quote_ident(oc.opcname)
                    from pg_catalog.pg_opclass as oc
                    inner join pg_catalog.pg_namespace as ocn on oc.opcnamespace = ocn.oid
                    where oc.oid = u.opclass
                ) end,
                'opclass_options',
                case when ia.attoptions is not null then (
                    select pg_catalog.json_agg(o order by o collate "C")
                    from pg_catalog.unnest(ia.attoptions) as o
                ) end,
                'order', case when u.opt & 1 = 1 then 'desc' end,
                'nulls', case u.opt when 1 then 'last' when 2 then 'first' end,
                'statistics', nullif(ia.attstattarget, -1)
            )) order by ia.attnum)
        from pg_catalog.pg_attribute as ia
        cross join
            lateral (
                select
                    i.indkey[ia.attnum - 1] as attnum,
                    i.indclass[ia.attnum - 1] as opclass,
                    i.indcollation[ia.attnum - 1] as coll,
                    i.indoption[ia.attnum - 1] as opt
            ) as u
        left join pg_catalog.pg_attribute as a on a.attrelid = i.indrelid and u.attnum = a.attnum
        where ia.attrelid = i.indexrelid and ia.attnum between 1 and i.indnkeyatts
    ) as keys,
    case when i.indnatts > i.indnkeyatts then (
        select pg_catalog.array_agg(a.attname::text order by u.place)
        from pg_catalog.unnest(i.indkey::pg_catalog.int2[]) with ordinality as u (attnum, place)
        inner join pg_catalog.pg_attribute as a on a.attrelid = i.indrelid and u.attnum = a.attnum
        where u.place > i.indnkeyatts
    ) end as include,
    pg_catalog.pg_get_expr(i.indpred, i.indrelid) as predicate,
    case when ic.reloptions is not null then (
        select pg_catalog.array_agg(o order by o collate "C")
        from pg_catalog.unnest(ic.reloptions) as o
    ) end as options,
    t.spcname as tablespace,
    not i.indisvalid as invalid,
    d.description as comment
from pg_catalog.pg_class as c
inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
inner join pg_catalog.pg_index as i on c.oid = i.indrelid /* only within c.oid */ /* within i.indrelid */
-- One by one: the server would rather go through all relations for those of a few.
cross join
    lateral (
        select
            relname,
            relam,
            reltablespace,
            reloptions,
            relispartition
        from pg_catalog.pg_class
        where oid = i.indexrelid
        order by oid
        limit 1
    ) as ic
inner join pg_catalog.pg_am as am on ic.relam = am.oid
cross join absent
left join pg_catalog.pg_tablespace as t on ic.reltablespace = t.oid
left join pg_catalog.pg_description as d
    on
        i.indexrelid = d.objoid
        and d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass
        and d.objsubid = 0
where
    n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    -- The index of a partition that its parent's index made.
    and not ic.relispartition
    and i.indexrelid not in (
        select k.conindid from pg_catalog.pg_constraint as k
        where k.contype in ('p', 'u', 'x') /* within k.conrelid */
    )
order by i.indrelid, ic.relname
