do $$
begin
    execute format('alter database %I owner to app_owner', current_database());
end
$$;
