select
    s.classoid::pg_catalog.regclass::text as catalog,
    s.objoid as parent,
    s.provider || coalesce(' on ' || pg_catalog.quote_ident(a.attname), '') as name,
    s.label
from pg_catalog.pg_seclabel as s
left join pg_catalog.pg_attribute as a
    on
        s.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass
        and s.objoid = a.attrelid and s.objsubid = a.attnum
        and s.objsubid > 0
union all
select
    s.classoid::pg_catalog.regclass::text,
    s.objoid,
    s.provider,
    s.label
from pg_catalog.pg_shseclabel as s
order by 1, 2, 3
