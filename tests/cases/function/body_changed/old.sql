-- requires: 14
create function due(placed date) returns date language plpgsql as $$
begin
    -- two weeks
    return placed + 14;
end
$$;
create function open_orders() returns bigint language sql
begin atomic
    select 1::bigint;
end;
create function tax(amount numeric) returns numeric language sql as 'select amount * 0.19';
