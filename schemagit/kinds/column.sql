select
    a.attrelid as parent,
    a.attname as name,
    pg_catalog.format_type(a.atttypid, a.atttypmod) as type,
    case
        when a.attcollation <> t.typcollation then (
            select
                case
                    when cn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(cn.nspname) || '.' else ''
                end
                || pg_catalog.quote_ident(co.collname)
            from pg_catalog.pg_collation as co
            inner join pg_catalog.pg_namespace as cn on co.collnamespace = cn.oid
            where co.oid = a.attcollation
        )
    end as collation,
    a.attnotnull as not_null,
    -- Without the relation, deparsing is three times cheaper; only a generated column can name others.
    case when a.attgenerated = '' then pg_catalog.pg_get_expr(d.adbin, 0) end as "default",
    case a.attidentity when 'a' then 'always' when 'd' then 'by default' end as identity,
    case when a.attgenerated <> '' then pg_catalog.pg_get_expr(d.adbin, d.adrelid) end as generated,
    a.attgenerated = 'v' as virtual,
    s.description as comment,
    a.attacl::text[] as grants
from pg_catalog.pg_attribute as a
inner join pg_catalog.pg_class as c on a.attrelid = c.oid
inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
inner join pg_catalog.pg_type as t on a.atttypid = t.oid
left join pg_catalog.pg_attrdef as d on a.attrelid = d.adrelid and a.attnum = d.adnum
left join pg_catalog.pg_description as s
    on
        a.attrelid = s.objoid
        and s.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass
        and a.attnum = s.objsubid
where
    a.attnum > 0 and not a.attisdropped
    and c.relkind in ('r', 'p', 'v', 'm') and c.relpersistence <> 't'
    and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
order by a.attrelid, a.attnum
