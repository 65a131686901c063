create rule logged as on insert to orders do also insert into log values (new.id);
create rule kept as on delete to shown do instead nothing;
