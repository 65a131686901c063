-- requires: 14
create procedure archive(before date) language plpgsql as $$
begin
    perform 1;
end
$$;
create procedure clean() language sql
begin atomic
    select 1;
end;
