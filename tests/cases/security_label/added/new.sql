insert into pg_seclabel values ('orders'::regclass, 'pg_class'::regclass, 0, 'selinux', 'system_u:object_r:sepgsql_table_t:s0');
insert into pg_seclabel values ('orders'::regclass, 'pg_class'::regclass, 1, 'selinux', 'confidential');
insert into pg_seclabel values ('address'::regtype, 'pg_type'::regclass, 0, 'selinux', 'confidential');
insert into pg_seclabel values ('app'::regnamespace, 'pg_namespace'::regclass, 0, 'selinux', 'confidential');
