create foreign data wrapper files validator postgresql_fdw_validator;
