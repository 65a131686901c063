select
    r.oid as id,
    r.rolname as name,
    (
        select pg_catalog.array_agg(o order by o collate "C")
        from pg_catalog.unnest(s.setconfig) as o
    ) as settings
from pg_catalog.pg_db_role_setting as s
inner join pg_catalog.pg_database as db on s.setdatabase = db.oid
inner join pg_catalog.pg_roles as r on s.setrole = r.oid
where db.datname = pg_catalog.current_database()
order by r.rolname
