create temporary table scratch (id bigint);
