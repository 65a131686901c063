create function log() returns event_trigger language plpgsql as $$ begin end $$;
create function stop() returns event_trigger language plpgsql as $$ begin end $$;
create event trigger logged on ddl_command_end execute function log();
