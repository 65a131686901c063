do $$
begin
    execute format('alter database %I set search_path to app, public', current_database());
end
$$;
