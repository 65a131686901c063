create or replace procedure archive(before date) language plpgsql as $$
begin
    perform 1;
    commit;
end
$$;
create or replace procedure clean() language sql
begin atomic
    select 2;
end;
