-- What the catalogs hold that no kind models: letters of newer servers.
select
    'relation of kind ' || c.relkind::text as what,
    count(*) as number
from pg_catalog.pg_class as c
inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
where
    c.relkind not in ('r', 'p', 'i', 'I', 'S', 't', 'v', 'm', 'c', 'f')
    and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
group by c.relkind
union all
select
    'constraint of type ' || k.contype::text as what,
    count(*) as number
from pg_catalog.pg_constraint as k
where k.contype not in ('p', 'u', 'c', 'f', 'x', 'n', 't')
group by k.contype
union all
select
    'routine of kind ' || p.prokind::text as what,
    count(*) as number
from pg_catalog.pg_proc as p
where p.prokind not in ('f', 'w', 'p', 'a')
group by p.prokind
union all
select
    'type of kind ' || t.typtype::text as what,
    count(*) as number
from pg_catalog.pg_type as t
where t.typtype not in ('b', 'c', 'd', 'e', 'p', 'r', 'm')
group by t.typtype
