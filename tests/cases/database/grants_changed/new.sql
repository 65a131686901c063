do $$
begin
    execute format('revoke connect on database %I from public', current_database());
    execute format('grant connect, create on database %I to app_rw with grant option', current_database());
    execute format('grant all on database %I to migrator', current_database());
end
$$;
