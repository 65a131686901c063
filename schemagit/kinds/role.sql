-- Roles belong to the whole server, and are read only where the configuration says so. Never their passwords.
with absent as (
    select
        true as inherit_option,
        true as set_option
)

select
    r.oid as id,
    r.rolname as name,
    d.description as comment,
    r.rolsuper as superuser,
    not r.rolinherit as no_inherit,
    r.rolcreaterole as create_role,
    r.rolcreatedb as create_database,
    r.rolcanlogin as login,
    r.rolreplication as replication,
    r.rolbypassrls as bypass_row_security,
    nullif(r.rolconnlimit, -1) as connection_limit,
    r.rolvaliduntil::text as valid_until,
    (
        select
            pg_catalog.array_agg(
                g.rolname
                || case when m.admin_option then ' with admin option' else '' end
                || case
                    when not (select inherit_option from (select m.*) as here) then ' without inherit' else ''
                end
                || case when not (select set_option from (select m.*) as here) then ' without set' else '' end
                order by g.rolname
            )
        from pg_catalog.pg_auth_members as m
        inner join pg_catalog.pg_roles as g on m.roleid = g.oid
        where m.member = r.oid
    ) as member_of,
    (
        select pg_catalog.array_agg(o order by o collate "C")
        from pg_catalog.pg_db_role_setting as s
        cross join pg_catalog.unnest(s.setconfig) as o
        where s.setrole = r.oid and s.setdatabase = 0
    ) as settings
from pg_catalog.pg_roles as r
cross join absent
left join pg_catalog.pg_shdescription as d
    on r.oid = d.objoid and d.classoid = 'pg_catalog.pg_authid'::pg_catalog.regclass
where r.rolname !~ '^pg_'
order by r.rolname
