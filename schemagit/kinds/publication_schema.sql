select
    p.pnpubid as parent,
    n.nspname as name
from pg_catalog.pg_publication_namespace as p
inner join pg_catalog.pg_namespace as n on p.pnnspid = n.oid
order by p.pnpubid, n.nspname
