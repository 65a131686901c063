do $$
begin
    execute format('alter role app_rw in database %I set search_path to app, public', current_database());
end
$$;
