select
    case when t.typrelid is null then s.classoid::pg_catalog.regclass::text else 'pg_class' end as catalog,
    -- The document of a composite type is known by its entry there.
    coalesce(t.typrelid, s.objoid) as parent,
    s.provider || coalesce(' on ' || pg_catalog.quote_ident(a.attname), '') as name,
    s.label
from pg_catalog.pg_seclabel as s
left join pg_catalog.pg_type as t
    on s.classoid = 'pg_catalog.pg_type'::pg_catalog.regclass and s.objoid = t.oid and t.typtype = 'c'
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
