select
    o.oid as id,
    n.nspname as schema,
    o.cfgname as name,
    r.rolname as owner,
    d.description as comment,
    case when pn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(pn.nspname) || '.' else '' end
    || pg_catalog.quote_ident(p.prsname) as parser,
    (
        select pg_catalog.array_agg(m.mapping order by m.mapping collate "C")
        from (
            select
                t.alias || ': ' || pg_catalog.string_agg(
                    case
                        when dn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(dn.nspname) || '.' else ''
                    end
                    || pg_catalog.quote_ident(di.dictname),
                    ', ' order by x.mapseqno
                ) as mapping
            from pg_catalog.pg_ts_config_map as x
            inner join pg_catalog.ts_token_type(o.cfgparser) as t on x.maptokentype = t.tokid
            inner join pg_catalog.pg_ts_dict as di on x.mapdict = di.oid
            inner join pg_catalog.pg_namespace as dn on di.dictnamespace = dn.oid
            where x.mapcfg = o.oid
            group by t.alias
        ) as m
    ) as mappings
from pg_catalog.pg_ts_config as o
inner join pg_catalog.pg_namespace as n on o.cfgnamespace = n.oid
inner join pg_catalog.pg_roles as r on o.cfgowner = r.oid
inner join pg_catalog.pg_ts_parser as p on o.cfgparser = p.oid
inner join pg_catalog.pg_namespace as pn on p.prsnamespace = pn.oid
left join pg_catalog.pg_description as d
    on o.oid = d.objoid and d.classoid = 'pg_catalog.pg_ts_config'::pg_catalog.regclass and d.objsubid = 0
where
    n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and not exists (
        select from pg_catalog.pg_depend as e
        where
            e.classid = 'pg_catalog.pg_ts_config'::pg_catalog.regclass
            and e.objid = o.oid and e.deptype = 'e'
    )
order by n.nspname, o.cfgname
