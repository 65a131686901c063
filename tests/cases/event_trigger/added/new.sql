create event trigger logged on ddl_command_end when tag in ('DROP TABLE', 'CREATE TABLE') execute function log();
