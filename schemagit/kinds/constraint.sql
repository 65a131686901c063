-- A column that a server does not have yet is found in "absent": an unqualified name means the innermost one.
with absent as (
    select
        null::pg_catalog.int2[] as confdelsetcols,
        false as indnullsnotdistinct,
        false as conperiod,
        true as conenforced
)

select
    case when k.conrelid = 0 then 'pg_type' else 'pg_class' end as catalog,
    case when k.conrelid = 0 then k.contypid else k.conrelid end as parent,
    k.conname as name,
    k.oid as own_id,
    case k.contype
        when 'p' then 'primary key'
        when 'u' then 'unique'
        when 'c' then 'check'
        when 'f' then 'foreign key'
        when 'x' then 'exclusion'
        else k.contype::text
    end as type,
    case when k.contype in ('p', 'u', 'f') then (
        select
            pg_catalog.array_agg(
                (
                    select a.attname::text from pg_catalog.pg_attribute as a
                    where a.attrelid = k.conrelid and a.attnum = u.attnum
                ) order by u.place
            )
        from pg_catalog.unnest(k.conkey) with ordinality as u (attnum, place)
    ) end as columns,
    case when k.contype = 'c' then pg_catalog.pg_get_expr(k.conbin, k.conrelid) end as expression,
    case when k.contype = 'f' then (
        select pg_catalog.quote_ident(fn.nspname) || '.' || pg_catalog.quote_ident(f.relname)
        from pg_catalog.pg_class as f
        inner join pg_catalog.pg_namespace as fn on f.relnamespace = fn.oid
        where f.oid = k.confrelid
    ) end as "references",
    case when k.contype = 'f' then (
        select
            pg_catalog.array_agg(
                (
                    select a.attname::text from pg_catalog.pg_attribute as a
                    where a.attrelid = k.confrelid and a.attnum = u.attnum
                ) order by u.place
            )
        from pg_catalog.unnest(k.confkey) with ordinality as u (attnum, place)
    ) end as referenced_columns,
    case k.confmatchtype when 'f' then 'full' when 'p' then 'partial' end as match,
    case k.confupdtype
        when 'r' then 'restrict' when 'c' then 'cascade' when 'n' then 'set null' when 'd' then 'set default'
    end as on_update,
    case k.confdeltype
        when 'r' then 'restrict' when 'c' then 'cascade' when 'n' then 'set null' when 'd' then 'set default'
    end as on_delete,
    case when k.confdeltype in ('n', 'd') then (
        select pg_catalog.array_agg(a.attname::text order by u.place)
        from
            pg_catalog.unnest((select confdelsetcols from (select k.*) as here)) with ordinality
                as u (attnum, place)
        inner join pg_catalog.pg_attribute as a on a.attrelid = k.conrelid and u.attnum = a.attnum
    ) end as on_delete_columns,
    case when k.contype = 'x' then (
        select am.amname from pg_catalog.pg_am as am
        where am.oid = ic.relam
    ) end as method,
    case when k.contype = 'x' then (
        select
            pg_catalog.json_agg(pg_catalog.json_strip_nulls(pg_catalog.json_build_object(
                'expression', pg_catalog.pg_get_indexdef(i.indexrelid, u.place::integer, false),
                'operator',
                case
                    when opn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(opn.nspname) || '.' else ''
                end
                || op.oprname,
                'opclass',
                case
                    when not oc.opcdefault
                        then pg_catalog.quote_ident(ocn.nspname) || '.' || pg_catalog.quote_ident(oc.opcname)
                end
            )) order by u.place)
        from
            unnest(k.conexclop, i.indclass::pg_catalog.oid[]) with ordinality
                as u (operator, opclass, place)
        inner join pg_catalog.pg_operator as op on u.operator = op.oid
        inner join pg_catalog.pg_namespace as opn on op.oprnamespace = opn.oid
        inner join pg_catalog.pg_opclass as oc on u.opclass = oc.oid
        inner join pg_catalog.pg_namespace as ocn on oc.opcnamespace = ocn.oid
    ) end as elements,
    case when k.contype = 'x' then pg_catalog.pg_get_expr(i.indpred, i.indrelid) end as predicate,
    case when k.contype in ('p', 'u', 'x') and i.indnatts > i.indnkeyatts then (
        select pg_catalog.array_agg(a.attname::text order by u.place)
        from pg_catalog.unnest(i.indkey::pg_catalog.int2[]) with ordinality as u (attnum, place)
        inner join pg_catalog.pg_attribute as a on a.attrelid = i.indrelid and u.attnum = a.attnum
        where u.place > i.indnkeyatts
    ) end as include,
    case
        when k.contype = 'u' then (select indnullsnotdistinct from (select i.*) as here)
    end as nulls_not_distinct,
    case when k.contype in ('p', 'u', 'f') then (select conperiod from (select k.*) as here) end as period,
    k.condeferrable as "deferrable",
    k.condeferred as initially_deferred,
    not k.convalidated and (select conenforced from (select k.*) as here) as not_valid,
    -- What is not enforced is not validated either.
    not k.convalidated and not (select conenforced from (select k.*) as here) as not_enforced,
    k.contype = 'c' and k.connoinherit and k.conrelid <> 0 as no_inherit,
    case when k.contype in ('p', 'u', 'x') and ic.reloptions is not null then (
        select pg_catalog.array_agg(o order by o collate "C")
        from pg_catalog.unnest(ic.reloptions) as o
    ) end as options,
    case when ic.reltablespace <> 0 then (
        select t.spcname from pg_catalog.pg_tablespace as t
        where t.oid = ic.reltablespace
    ) end as tablespace,
    d.description as comment
from pg_catalog.pg_constraint as k
cross join absent
-- That of a foreign key is the one that it refers to.
left join pg_catalog.pg_index as i
    on
        case when k.contype in ('p', 'u', 'x') then k.conindid end = i.indexrelid /* within i.indrelid */
left join pg_catalog.pg_class as ic on i.indexrelid = ic.oid
left join pg_catalog.pg_description as d
    on
        k.oid = d.objoid
        and d.classoid = 'pg_catalog.pg_constraint'::pg_catalog.regclass
where
    k.contype not in ('n', 't')
    -- What a partition gets from its parent; for partitions of a referenced table, names differ by version.
    and k.conparentid = 0 /* within k.conrelid */
    and k.connamespace not in (
        select n.oid from pg_catalog.pg_namespace as n
        where n.nspname ~ '^pg_' or n.nspname = 'information_schema'
    )
order by catalog, parent, name
