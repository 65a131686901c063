alter foreign data wrapper files handler other_handler validator other_validator;
update pg_foreign_data_wrapper set fdwoptions = '{debug=false,host=a}' where fdwname = 'files';
update pg_foreign_data_wrapper set fdwowner = 'app_owner'::regrole where fdwname = 'files';
comment on foreign data wrapper files is 'Text on disk';
grant usage on foreign data wrapper files to app_rw;
