-- Without a schema they replace the built-in default; in a schema they add to it, and nobody is an owner.
select
    o.oid as id,
    pg_catalog.quote_ident(r.rolname) || ' ' || k.word
    || coalesce(' in ' || pg_catalog.quote_ident(n.nspname), '') as name,
    case when n.oid is null then r.rolname end as acl_owner,
    k.privileges as acl_privileges,
    case when n.oid is null then k.public end as acl_public,
    r.rolname as role,
    n.nspname as in_schema,
    k.word as objects,
    o.defaclacl::text[] as grants
from pg_catalog.pg_default_acl as o
inner join pg_catalog.pg_roles as r on o.defaclrole = r.oid
inner join (
    values
    ('r', 'tables', 'arwdDxtm', ''),
    ('S', 'sequences', 'rwU', ''),
    ('f', 'functions', 'X', 'X'),
    ('T', 'types', 'U', 'U'),
    ('n', 'schemas', 'UC', ''),
    ('L', 'large objects', 'rw', '')
) as k (letter, word, privileges, public) on o.defaclobjtype::text = k.letter
left join pg_catalog.pg_namespace as n on o.defaclnamespace = n.oid
order by 2
