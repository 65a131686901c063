create publication some_rows for table users, orders (id) where (id > 10);
create publication all_of_app for tables in schema app;
create publication none_yet;
