update pg_seclabel set label = 'MASKED WITH FUNCTION anon.fake()';
