select
    d.oid as id,
    d.datname as name,
    r.rolname as owner,
    c.description as comment,
    d.datacl::text[] as grants,
    pg_catalog.pg_encoding_to_char(d.encoding) as encoding,
    d.datcollate::text as collation,
    nullif(d.datctype::text, d.datcollate::text) as character_type
from pg_catalog.pg_database as d
inner join pg_catalog.pg_roles as r on d.datdba = r.oid
left join pg_catalog.pg_shdescription as c
    on d.oid = c.objoid and c.classoid = 'pg_catalog.pg_database'::pg_catalog.regclass
where d.datname = pg_catalog.current_database()
