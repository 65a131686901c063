drop procedure archive(date);
create procedure archive(before date default '2026-01-01') security definer set search_path to app
transform for type integer language plpgsql as 'begin end';
create or replace procedure clean() language c as '$libdir/refint', 'check_primary_key';
