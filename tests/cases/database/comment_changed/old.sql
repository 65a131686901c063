do $$
begin
    execute format('comment on database %I is %L', current_database(), 'Orders');
end
$$;
