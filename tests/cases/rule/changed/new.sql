create or replace rule logged as on insert to orders where new.id > 0 do also insert into log values (-new.id);
alter table orders disable rule kept;
comment on rule kept on orders is 'Nothing is ever lost';
