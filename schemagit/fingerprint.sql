-- A value that changes whenever a schema object is changed, for comparing within one run of a few seconds.
-- Rows are known by oid and xmin, those of pg_class and pg_index by their meaning, so that TRUNCATE, REFRESH,
-- VACUUM FULL, REINDEX, temporary tables and nextval leave it alone.
with kept as materialized (
    select oid from pg_catalog.pg_namespace
    where nspname !~ '^pg_(toast|temp|toast_temp)'
),

relation as materialized (
    select
        c.*,
        c.xmin as version
    from pg_catalog.pg_class as c
    inner join kept on c.relnamespace = kept.oid
),

part (catalog, entries, hash) as (
    select
        'pg_class',
        count(*),
        sum(pg_catalog.hashtextextended(row(
            c.oid,
            c.relname,
            c.relnamespace,
            c.reltype,
            c.reloftype,
            c.relowner,
            c.relam,
            c.reltablespace,
            c.relkind,
            c.relnatts, c.relchecks, c.relhasrules, c.relhastriggers, c.relrowsecurity, c.relforcerowsecurity,
            c.relreplident,
            c.relispartition,
            c.relpersistence,
            c.relacl::text,
            c.reloptions,
            c.relpartbound::text,
            -- A default prints the name of a sequence as it is now; no row of pg_type has it too.
            case c.relkind when 'S' then c.version::text end
        )::text, 0))
    from relation as c
    union all
    select
        'pg_attribute',
        count(*),
        sum(pg_catalog.hashtextextended(a.attrelid::text || '.' || a.attnum::text || '.' || a.xmin::text, 0))
    from pg_catalog.pg_attribute as a
    inner join relation as c on a.attrelid = c.oid
    union all
    select
        'pg_index',
        count(*),
        sum(
            pg_catalog.hashtextextended(
                i.indexrelid::text
                || '.'
                || i.indisvalid::text
                || '.'
                || i.indisclustered::text
                || '.'
                || i.indisreplident::text,
                0
            )
        )
    from pg_catalog.pg_index as i
    inner join relation as c on i.indexrelid = c.oid
    union all
    select
        'pg_roles',
        count(*),
        sum(pg_catalog.hashtextextended(row(r.*)::text, 0))
    from pg_catalog.pg_roles as r
    union all
    select
        'pg_am',
        count(*),
        sum(pg_catalog.hashtextextended(t.oid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_am as t
    union all
    select
        'pg_amop',
        count(*),
        sum(pg_catalog.hashtextextended(t.oid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_amop as t
    union all
    select
        'pg_amproc',
        count(*),
        sum(pg_catalog.hashtextextended(t.oid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_amproc as t
    union all
    select
        'pg_attrdef',
        count(*),
        sum(pg_catalog.hashtextextended(t.oid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_attrdef as t
    inner join relation as c on t.adrelid = c.oid
    union all
    select
        'pg_cast',
        count(*),
        sum(pg_catalog.hashtextextended(t.oid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_cast as t
    union all
    select
        'pg_collation',
        count(*),
        sum(pg_catalog.hashtextextended(t.oid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_collation as t
    union all
    select
        'pg_constraint',
        count(*),
        sum(pg_catalog.hashtextextended(t.oid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_constraint as t
    inner join kept on t.connamespace = kept.oid
    union all
    select
        'pg_conversion',
        count(*),
        sum(pg_catalog.hashtextextended(t.oid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_conversion as t
    union all
    select
        'pg_db_role_setting',
        count(*),
        sum(
            pg_catalog.hashtextextended(
                t.setdatabase::text || '.' || t.setrole::text || '.' || t.xmin::text, 0
            )
        )
    from pg_catalog.pg_db_role_setting as t
    union all
    select
        'pg_default_acl',
        count(*),
        sum(pg_catalog.hashtextextended(t.oid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_default_acl as t
    union all
    select
        'pg_description',
        count(*),
        sum(pg_catalog.hashtextextended(t.objoid::text || '.' || t.objsubid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_description as t
    union all
    select
        'pg_enum',
        count(*),
        sum(pg_catalog.hashtextextended(t.oid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_enum as t
    union all
    select
        'pg_event_trigger',
        count(*),
        sum(pg_catalog.hashtextextended(t.oid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_event_trigger as t
    union all
    select
        'pg_extension',
        count(*),
        sum(pg_catalog.hashtextextended(t.oid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_extension as t
    union all
    select
        'pg_foreign_data_wrapper',
        count(*),
        sum(pg_catalog.hashtextextended(t.oid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_foreign_data_wrapper as t
    union all
    select
        'pg_foreign_server',
        count(*),
        sum(pg_catalog.hashtextextended(t.oid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_foreign_server as t
    union all
    select
        'pg_foreign_table',
        count(*),
        sum(pg_catalog.hashtextextended(t.ftrelid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_foreign_table as t
    union all
    select
        'pg_inherits',
        count(*),
        sum(
            pg_catalog.hashtextextended(t.inhrelid::text || '.' || t.inhseqno::text || '.' || t.xmin::text, 0)
        )
    from pg_catalog.pg_inherits as t
    inner join relation as c on t.inhrelid = c.oid
    union all
    select
        'pg_language',
        count(*),
        sum(pg_catalog.hashtextextended(t.oid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_language as t
    union all
    select
        'pg_namespace',
        count(*),
        sum(pg_catalog.hashtextextended(t.oid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_namespace as t
    union all
    select
        'pg_opclass',
        count(*),
        sum(pg_catalog.hashtextextended(t.oid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_opclass as t
    union all
    select
        'pg_operator',
        count(*),
        sum(pg_catalog.hashtextextended(t.oid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_operator as t
    union all
    select
        'pg_opfamily',
        count(*),
        sum(pg_catalog.hashtextextended(t.oid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_opfamily as t
    union all
    select
        'pg_partitioned_table',
        count(*),
        sum(pg_catalog.hashtextextended(t.partrelid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_partitioned_table as t
    union all
    select
        'pg_policy',
        count(*),
        sum(pg_catalog.hashtextextended(t.oid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_policy as t
    union all
    select
        'pg_proc',
        count(*),
        sum(pg_catalog.hashtextextended(t.oid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_proc as t
    inner join kept on t.pronamespace = kept.oid
    union all
    select
        'pg_publication',
        count(*),
        sum(pg_catalog.hashtextextended(t.oid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_publication as t
    union all
    select
        'pg_publication_rel',
        count(*),
        sum(pg_catalog.hashtextextended(t.oid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_publication_rel as t
    union all
    select
        'pg_range',
        count(*),
        sum(pg_catalog.hashtextextended(t.rngtypid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_range as t
    union all
    select
        'pg_rewrite',
        count(*),
        sum(pg_catalog.hashtextextended(t.oid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_rewrite as t
    inner join relation as c on t.ev_class = c.oid
    union all
    select
        'pg_seclabel',
        count(*),
        sum(pg_catalog.hashtextextended(t.objoid::text || '.' || t.objsubid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_seclabel as t
    union all
    select
        'pg_sequence',
        count(*),
        sum(pg_catalog.hashtextextended(t.seqrelid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_sequence as t
    inner join relation as c on t.seqrelid = c.oid
    union all
    select
        'pg_shdescription',
        count(*),
        sum(pg_catalog.hashtextextended(t.objoid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_shdescription as t
    union all
    select
        'pg_statistic_ext',
        count(*),
        sum(pg_catalog.hashtextextended(t.oid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_statistic_ext as t
    union all
    select
        'pg_tablespace',
        count(*),
        sum(pg_catalog.hashtextextended(t.oid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_tablespace as t
    union all
    select
        'pg_transform',
        count(*),
        sum(pg_catalog.hashtextextended(t.oid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_transform as t
    union all
    select
        'pg_trigger',
        count(*),
        sum(pg_catalog.hashtextextended(t.oid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_trigger as t
    inner join relation as c on t.tgrelid = c.oid
    union all
    select
        'pg_ts_config',
        count(*),
        sum(pg_catalog.hashtextextended(t.oid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_ts_config as t
    union all
    select
        'pg_ts_config_map',
        count(*),
        sum(
            pg_catalog.hashtextextended(
                t.mapcfg::text
                || '.'
                || t.maptokentype::text
                || '.'
                || t.mapseqno::text
                || '.'
                || t.xmin::text,
                0
            )
        )
    from pg_catalog.pg_ts_config_map as t
    union all
    select
        'pg_ts_dict',
        count(*),
        sum(pg_catalog.hashtextextended(t.oid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_ts_dict as t
    union all
    select
        'pg_ts_parser',
        count(*),
        sum(pg_catalog.hashtextextended(t.oid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_ts_parser as t
    union all
    select
        'pg_ts_template',
        count(*),
        sum(pg_catalog.hashtextextended(t.oid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_ts_template as t
    union all
    select
        'pg_type',
        count(*),
        sum(pg_catalog.hashtextextended(t.oid::text || '.' || t.xmin::text, 0))
    from pg_catalog.pg_type as t
    inner join kept on t.typnamespace = kept.oid
)

select
    pg_catalog.md5(pg_catalog.string_agg(row(part.*)::text, ',' order by part.catalog collate "C"))
        as fingerprint
from part
