create function other_handler() returns fdw_handler language c as '$libdir/file_fdw', 'file_fdw_handler';
create function other_validator(text[], oid) returns void language c as '$libdir/file_fdw', 'file_fdw_validator';
create foreign data wrapper files options (debug 'true');
