do $$
begin
    execute format('alter database %I set search_path to public', current_database());
    execute format('alter database %I set statement_timeout to ''5s''', current_database());
    execute format('alter database %I connection limit 20', current_database());
    execute format('alter database %I is_template true', current_database());
end
$$;
