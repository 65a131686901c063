drop event trigger logged;
create event trigger logged on ddl_command_start when tag in ('DROP TABLE') execute function stop();
alter event trigger logged owner to postgres;
alter event trigger logged disable;
comment on event trigger logged is 'Off for the move';
update pg_event_trigger set evtowner = 'app_owner'::regrole where evtname = 'logged';
