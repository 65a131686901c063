create or replace function due(placed date) returns date language plpgsql as $$
begin
    -- a month
    return placed + 30;
end
$$;
create or replace function open_orders() returns bigint language sql
begin atomic
    select 2::bigint;
    select 3::bigint;
end;
create or replace function tax(amount numeric) returns numeric language sql return amount * 0.2;
