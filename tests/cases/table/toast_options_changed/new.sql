alter table visits set (toast.autovacuum_enabled = true, toast.vacuum_truncate = false);
