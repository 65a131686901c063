-- The connection string holds a password, and only some roles may see it: it is never read. So what older
-- servers lack cannot be read from a whole row, see constraint.sql, but only by its name.
with absent as (
    select
        'd'::text as subtwophasestate,
        false as subdisableonerr,
        'any'::text as suborigin,
        true as subpasswordrequired,
        -- Before version 16 it could do nothing else, and that was not said.
        false as subrunasowner,
        false as subfailover
)

select
    o.oid as id,
    o.subname as name,
    r.rolname as owner,
    d.description as comment,
    o.subenabled as enabled,
    (
        select pg_catalog.array_agg(p order by p collate "C")
        from pg_catalog.unnest(o.subpublications) as p
    ) as publications,
    o.subslotname as slot_name,
    o.subbinary as "binary",
    nullif(o.subsynccommit, 'off') as synchronous_commit,
    (
        select subtwophasestate from pg_catalog.pg_subscription as here
        where here.oid = o.oid)::text <> 'd'
        as two_phase,
    (
        select subdisableonerr from pg_catalog.pg_subscription as here
        where here.oid = o.oid)
        as disable_on_error,
    nullif((
        select suborigin from pg_catalog.pg_subscription as here
        where here.oid = o.oid
    ), 'any')
        as origin,
    not(
        select subpasswordrequired from pg_catalog.pg_subscription as here
        where here.oid = o.oid)
        as password_not_required,
    (
        select subrunasowner from pg_catalog.pg_subscription as here
        where here.oid = o.oid
    ) as run_as_owner,
    (
        select subfailover from pg_catalog.pg_subscription as here
        where here.oid = o.oid
    ) as failover
from pg_catalog.pg_subscription as o
inner join pg_catalog.pg_database as db on o.subdbid = db.oid
inner join pg_catalog.pg_roles as r on o.subowner = r.oid
cross join absent
left join pg_catalog.pg_description as d
    on o.oid = d.objoid and d.classoid = 'pg_catalog.pg_subscription'::pg_catalog.regclass and d.objsubid = 0
where db.datname = pg_catalog.current_database()
order by o.subname
