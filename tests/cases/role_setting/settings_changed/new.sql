do $$
begin
    execute format('alter role app_rw in database %I set search_path to public', current_database());
    execute format('alter role app_rw in database %I set statement_timeout to ''5s''', current_database());
end
$$;
