-- "absent": see constraint.sql.
with absent as (select 'n'::text as pubgencols)

select
    o.oid as id,
    o.pubname as name,
    r.rolname as owner,
    d.description as comment,
    o.puballtables as all_tables,
    pg_catalog.array_remove(
        array[
            case when not o.pubinsert then 'insert' end,
            case when not o.pubupdate then 'update' end,
            case when not o.pubdelete then 'delete' end,
            case when not o.pubtruncate then 'truncate' end
        ], null
    ) as not_published,
    o.pubviaroot as via_root,
    case (select pubgencols from (select o.*) as here)::text when 's' then 'stored' end as generated_columns
from pg_catalog.pg_publication as o
inner join pg_catalog.pg_roles as r on o.pubowner = r.oid
cross join absent
left join pg_catalog.pg_description as d
    on o.oid = d.objoid and d.classoid = 'pg_catalog.pg_publication'::pg_catalog.regclass and d.objsubid = 0
where
    o.oid >= 16384
    and not exists (
        select from pg_catalog.pg_depend as e
        where
            e.classid = 'pg_catalog.pg_publication'::pg_catalog.regclass
            and e.objid = o.oid and e.deptype = 'e'
    )
order by o.pubname
