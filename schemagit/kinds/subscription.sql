-- The connection string holds a password, and only some roles may see it: it is never read.
select
    o.oid as id,
    o.subname as name,
    r.rolname as owner,
    d.description as comment,
    o.subenabled as enabled,
    (
        select pg_catalog.array_agg(p order by p collate "C")
        from pg_catalog.unnest(o.subpublications) as p
    ) as publications,
    o.subslotname as slot_name,
    o.subbinary as "binary"
from pg_catalog.pg_subscription as o
inner join pg_catalog.pg_database as db on o.subdbid = db.oid
inner join pg_catalog.pg_roles as r on o.subowner = r.oid
left join pg_catalog.pg_description as d
    on o.oid = d.objoid and d.classoid = 'pg_catalog.pg_subscription'::pg_catalog.regclass and d.objsubid = 0
where db.datname = pg_catalog.current_database()
order by o.subname
