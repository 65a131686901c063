alter index users_name alter column 1 set statistics 500;
