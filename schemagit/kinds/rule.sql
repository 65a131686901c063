select
    w.ev_class as parent,
    w.rulename as name,
    pg_catalog.pg_get_ruledef(w.oid) as definition,
    case w.ev_enabled when 'D' then 'disabled' when 'R' then 'replica' when 'A' then 'always' end as enabled,
    d.description as comment
from pg_catalog.pg_rewrite as w
inner join pg_catalog.pg_class as c on w.ev_class = c.oid
inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
left join pg_catalog.pg_description as d
    on w.oid = d.objoid and d.classoid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass and d.objsubid = 0
where
    w.rulename <> '_RETURN'
    and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
order by w.ev_class, w.rulename
