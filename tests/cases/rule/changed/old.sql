create table orders (id bigint);
create table log (id bigint);
create rule logged as on insert to orders do also insert into log values (new.id);
create rule kept as on delete to orders do instead nothing;
