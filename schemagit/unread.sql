-- What the catalogs hold that no kind models: catalogs that are not read.
select
    'catalog ' || c.relname as what,
    1 as number
from pg_catalog.pg_class as c
inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
where
    -- Only of catalogs: asked for the size of a table, the server would wait for whoever has locked it.
    c.oid < 16384
    and n.nspname = 'pg_catalog' and c.relkind = 'r'
    and case when c.oid < 16384 then pg_catalog.pg_relation_size(c.oid) > 0 else false end
    and c.relname not in (
        'pg_aggregate', 'pg_am', 'pg_amop', 'pg_amproc', 'pg_attrdef', 'pg_attribute', 'pg_auth_members',
        'pg_authid', 'pg_cast', 'pg_class', 'pg_collation', 'pg_constraint', 'pg_conversion', 'pg_database',
        'pg_db_role_setting', 'pg_default_acl', 'pg_depend', 'pg_description', 'pg_enum', 'pg_event_trigger',
        'pg_extension', 'pg_foreign_data_wrapper', 'pg_foreign_server', 'pg_foreign_table', 'pg_index',
        'pg_inherits', 'pg_init_privs', 'pg_language', 'pg_namespace', 'pg_opclass', 'pg_operator',
        'pg_opfamily', 'pg_partitioned_table', 'pg_policy', 'pg_proc', 'pg_publication',
        'pg_publication_namespace', 'pg_publication_rel', 'pg_range', 'pg_rewrite', 'pg_seclabel',
        'pg_sequence', 'pg_shdepend', 'pg_shdescription', 'pg_shseclabel', 'pg_statistic_ext',
        'pg_subscription', 'pg_tablespace', 'pg_transform', 'pg_trigger', 'pg_ts_config',
        'pg_ts_config_map', 'pg_ts_dict', 'pg_ts_parser', 'pg_ts_template', 'pg_type', 'pg_user_mapping',
        -- Contents and statistics, which no schema is made of.
        'pg_largeobject', 'pg_largeobject_metadata', 'pg_statistic', 'pg_statistic_ext_data',
        'pg_subscription_rel', 'pg_replication_origin'
    )
