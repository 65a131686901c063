select
    o.oid as id,
    n.nspname as schema,
    pg_catalog.quote_ident(o.opfname) || ' using ' || am.amname as name,
    r.rolname as owner,
    d.description as comment,
    am.amname as method,
    (
        select
            pg_catalog.array_agg(
                x.amopstrategy || ' '
                || case
                    when opn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(opn.nspname) || '.' else ''
                end
                || op.oprname || '('
                || pg_catalog.format_type(x.amoplefttype, null) || ', '
                || pg_catalog.format_type(x.amoprighttype, null) || ')'
                || coalesce(
                    ' for order by '
                    || case
                        when sn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(sn.nspname) || '.' else ''
                    end
                    || pg_catalog.quote_ident(sf.opfname), ''
                )
                order by
                    x.amopstrategy,
                    pg_catalog.format_type(x.amoplefttype, null) collate "C",
                    pg_catalog.format_type(x.amoprighttype, null) collate "C"
            )
        from pg_catalog.pg_amop as x
        inner join pg_catalog.pg_operator as op on x.amopopr = op.oid
        inner join pg_catalog.pg_namespace as opn on op.oprnamespace = opn.oid
        left join pg_catalog.pg_opfamily as sf on x.amopsortfamily = sf.oid
        left join pg_catalog.pg_namespace as sn on sf.opfnamespace = sn.oid
        where x.amopfamily = o.oid
    ) as operators,
    (
        select
            pg_catalog.array_agg(
                x.amprocnum
                || ' '
                || case
                    when fn.nspname <> 'pg_catalog' then pg_catalog.quote_ident(fn.nspname) || '.' else ''
                end
                || pg_catalog.quote_ident(f.proname) || '('
                || pg_catalog.format_type(x.amproclefttype, null) || ', '
                || pg_catalog.format_type(x.amprocrighttype, null) || ')'
                order by
                    x.amprocnum,
                    pg_catalog.format_type(x.amproclefttype, null) collate "C",
                    pg_catalog.format_type(x.amprocrighttype, null) collate "C"
            )
        from pg_catalog.pg_amproc as x
        inner join pg_catalog.pg_proc as f on x.amproc = f.oid
        inner join pg_catalog.pg_namespace as fn on f.pronamespace = fn.oid
        where x.amprocfamily = o.oid
    ) as functions
from pg_catalog.pg_opfamily as o
inner join pg_catalog.pg_namespace as n on o.opfnamespace = n.oid
inner join pg_catalog.pg_roles as r on o.opfowner = r.oid
inner join pg_catalog.pg_am as am on o.opfmethod = am.oid
left join pg_catalog.pg_description as d
    on o.oid = d.objoid and d.classoid = 'pg_catalog.pg_opfamily'::pg_catalog.regclass and d.objsubid = 0
where
    n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and not exists (
        select from pg_catalog.pg_depend as e
        where
            e.classid = 'pg_catalog.pg_opfamily'::pg_catalog.regclass
            and e.objid = o.oid and e.deptype = 'e'
    )
order by 2, 3
