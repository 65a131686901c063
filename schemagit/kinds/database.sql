-- "absent": see constraint.sql.
with absent as (
    select
        'c'::text as datlocprovider,
        null::text as datlocale,
        null::text as daticulocale,
        null::text as daticurules
)

select
    d.oid as id,
    d.datname as name,
    r.rolname as owner,
    c.description as comment,
    d.datacl::text[] as grants,
    nullif(t.spcname, 'pg_default') as tablespace,
    nullif(d.datconnlimit, -1) as connection_limit,
    not d.datallowconn as closed,
    d.datistemplate as template,
    (
        select pg_catalog.array_agg(o order by o collate "C")
        from pg_catalog.pg_db_role_setting as s
        cross join pg_catalog.unnest(s.setconfig) as o
        where s.setdatabase = d.oid and s.setrole = 0
    ) as settings,
    pg_catalog.pg_encoding_to_char(d.encoding) as encoding,
    case (select datlocprovider from (select d.*) as here)::text
        when 'i' then 'icu' when 'b' then 'builtin'
    end as locale_provider,
    coalesce(
        (select datlocale from (select d.*) as here),
        (select daticulocale from (select d.*) as here)
    ) as locale,
    (select daticurules from (select d.*) as here) as locale_rules,
    d.datcollate::text as collation,
    nullif(d.datctype::text, d.datcollate::text) as character_type
from pg_catalog.pg_database as d
inner join pg_catalog.pg_roles as r on d.datdba = r.oid
inner join pg_catalog.pg_tablespace as t on d.dattablespace = t.oid
cross join absent
left join pg_catalog.pg_shdescription as c
    on d.oid = c.objoid and c.classoid = 'pg_catalog.pg_database'::pg_catalog.regclass
where d.datname = pg_catalog.current_database()
