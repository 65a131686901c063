create function area(width numeric, height numeric default 1) returns numeric
language sql immutable as 'select width * height';
create function touch() returns trigger language plpgsql as $$
begin
    new.changed := now();
    return new;
end
$$;
create function "Odd, name"(out a integer, inout b text, variadic rest integer[]) language sql
begin atomic
    select 1, b;
end;
comment on function touch() is 'Sets when a row was changed';
