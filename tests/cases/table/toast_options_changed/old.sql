create table visits (id bigint, page text) with (toast.autovacuum_enabled = false);
