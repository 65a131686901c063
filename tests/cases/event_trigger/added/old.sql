create function log() returns event_trigger language plpgsql as $$ begin end $$;
