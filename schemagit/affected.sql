-- The relations whose documents may differ when something of the relations that stand in place of 0 did.
--
-- A document says more than its own rows do: it has names of other objects in it, and of their columns. For
-- each of these there is a row of pg_depend, or one could drop what others use.
-- https://www.postgresql.org/docs/current/catalog-pg-depend.html
with recursive changed (relation) as (
    select c.oid from pg_catalog.pg_class as c
    where c.oid in (0)
),

-- An index is part of its table, a sequence may be part of a column.
own (relation) as (
    select relation from changed
    union
    select i.indrelid
    from pg_catalog.pg_index as i
    inner join changed on i.indexrelid = changed.relation
    union
    select d.refobjid
    from pg_catalog.pg_depend as d
    inner join changed on d.objid = changed.relation
    where
        d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
        and d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
        and d.deptype in ('a', 'i') and d.refobjsubid > 0
),

-- The type of its rows has the name of a relation, and so has that of arrays of these.
referred (classid, objid) as (
    select
        'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid,
        relation
    from own
    union
    select
        'pg_catalog.pg_type'::pg_catalog.regclass::pg_catalog.oid,
        pg_catalog.unnest(array[t.oid, t.typarray])
    from pg_catalog.pg_type as t
    inner join own on t.typrelid = own.relation
),

referring (classid, objid) as (
    select
        d.classid,
        d.objid
    from pg_catalog.pg_depend as d
    inner join referred on d.refclassid = referred.classid and d.refobjid = referred.objid
),

near (relation) as (
    select relation from own
    union
    select
        coalesce(
            case r.classid
                when 'pg_catalog.pg_class'::pg_catalog.regclass then coalesce(i.indrelid, r.objid)
            end,
            a.adrelid,
            k.conrelid,
            w.ev_class,
            p.polrelid,
            t.tgrelid
        )
    from referring as r
    left join pg_catalog.pg_index as i
        on r.objid = i.indexrelid and r.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
    left join pg_catalog.pg_attrdef as a
        on r.objid = a.oid and r.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass
    left join pg_catalog.pg_constraint as k
        on r.objid = k.oid and r.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass
    left join pg_catalog.pg_rewrite as w
        on r.objid = w.oid and r.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
    left join pg_catalog.pg_policy as p
        on r.objid = p.oid and r.classid = 'pg_catalog.pg_policy'::pg_catalog.regclass
    left join pg_catalog.pg_trigger as t
        on r.objid = t.oid and r.classid = 'pg_catalog.pg_trigger'::pg_catalog.regclass
),

-- A partition has in its document what its parent does not give it.
below (relation) as (
    select relation from near
    union
    select h.inhrelid
    from pg_catalog.pg_inherits as h
    inner join near on h.inhparent = near.relation
),

-- A parent tells of its partitions, and is needed to read one.
family (relation) as (
    select relation from below
    union
    select h.inhparent
    from pg_catalog.pg_inherits as h
    inner join family on h.inhrelid = family.relation
)

select family.relation
from family
inner join pg_catalog.pg_class as c on family.relation = c.oid
order by family.relation
