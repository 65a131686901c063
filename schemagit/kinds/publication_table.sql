-- "absent": see constraint.sql.
with absent as (
    select
        null::pg_catalog.pg_node_tree as prqual,
        null::pg_catalog.int2[] as prattrs
)

select
    p.prpubid as parent,
    pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) as name,
    (
        select pg_catalog.array_agg(a.attname::text order by a.attnum)
        from pg_catalog.unnest((select prattrs from (select p.*) as here)::pg_catalog.int2[]) as u (attnum)
        inner join pg_catalog.pg_attribute as a on a.attrelid = p.prrelid and u.attnum = a.attnum
    ) as columns,
    pg_catalog.pg_get_expr((select prqual from (select p.*) as here), p.prrelid) as predicate
from pg_catalog.pg_publication_rel as p
inner join pg_catalog.pg_class as c on p.prrelid = c.oid
inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
cross join absent
order by p.prpubid, n.nspname, c.relname
