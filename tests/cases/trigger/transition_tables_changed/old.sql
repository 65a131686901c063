-- requires: 14
create table orders (id bigint);
create function log() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger logged after update on orders for each statement execute function log();
