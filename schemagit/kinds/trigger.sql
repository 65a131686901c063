with whole as (
    select
        oid as id,
        pg_catalog.pg_get_triggerdef(oid) as text
    from pg_catalog.pg_trigger
    where not tgisinternal and tgparentid = 0
),

printed as (
    select
        id,
        text as whole,
        -- A literal in the condition may hold these words too: a name and arguments follow up to the end.
        substring(
            text from ' EXECUTE FUNCTION ((?:[^"''(]|"(?:[^"]|"")*")+\((?:E?''(?:[^'']|'''')*''(?:, )?)*\))$'
        ) as call
    from whole
)

select
    t.tgrelid as parent,
    t.tgname as name,
    t.oid as own_id,
    case
        when t.tgtype & 64 = 64 then 'instead of'
        when t.tgtype & 2 = 2 then 'before'
        else 'after'
    end as timing,
    pg_catalog.array_remove(
        array[
            case when t.tgtype & 4 = 4 then 'insert' end,
            case when t.tgtype & 16 = 16 then 'update' end,
            case when t.tgtype & 8 = 8 then 'delete' end,
            case when t.tgtype & 32 = 32 then 'truncate' end
        ], null
    ) as events,
    (
        select pg_catalog.array_agg(a.attname::text order by a.attname)
        from pg_catalog.unnest(t.tgattr::pg_catalog.int2[]) as u (attnum)
        inner join pg_catalog.pg_attribute as a on a.attrelid = t.tgrelid and u.attnum = a.attnum
    ) as columns,
    t.tgtype & 1 = 1 as for_each_row,
    -- A condition names two rows of one table, which only the function that prints the whole can do.
    case
        when t.tgqual is not null
            then substring(
                pg_catalog.left(printed.whole, -pg_catalog.length(' EXECUTE FUNCTION ' || printed.call))
                from ' WHEN \((.*)\)$'
            )
    end as condition,
    printed.call as execute,
    t.tgoldtable as old_table,
    t.tgnewtable as new_table,
    t.tgconstraint <> 0 as is_constraint,
    t.tgdeferrable as "deferrable",
    t.tginitdeferred as initially_deferred,
    pg_catalog.quote_ident(fn.nspname) || '.' || pg_catalog.quote_ident(f.relname) as from_table,
    case t.tgenabled when 'D' then 'disabled' when 'R' then 'replica' when 'A' then 'always' end as enabled,
    d.description as comment
from pg_catalog.pg_trigger as t
inner join printed on t.oid = printed.id
inner join pg_catalog.pg_class as c on t.tgrelid = c.oid
inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
left join pg_catalog.pg_class as f on t.tgconstrrelid = f.oid
left join pg_catalog.pg_namespace as fn on f.relnamespace = fn.oid
left join pg_catalog.pg_description as d
    on t.oid = d.objoid and d.classoid = 'pg_catalog.pg_trigger'::pg_catalog.regclass and d.objsubid = 0
where
    not t.tgisinternal and t.tgparentid = 0
    and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
order by t.tgrelid, t.tgname
