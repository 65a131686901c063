create procedure archive(before date) language sql as 'select 1';
create procedure clean() language c as '$libdir/plpgsql', 'plpgsql_validator';
create transform for integer language plpgsql (from sql with function prsd_lextype(internal));
