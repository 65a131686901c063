create function call_it() returns language_handler language c as '$libdir/plpgsql', 'plpgsql_call_handler';
create function do_it(internal) returns void language c as '$libdir/plpgsql', 'plpgsql_inline_handler';
create function check_it(oid) returns void language c as '$libdir/plpgsql', 'plpgsql_validator';
create trusted language other handler plpgsql_call_handler;
