alter collation plain owner to app_owner;
comment on collation plain is 'By bytes';
update pg_collation set collcollate = 'POSIX', collctype = 'C' where collname = 'plain';
