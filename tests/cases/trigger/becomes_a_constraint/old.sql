create table users (id bigint);
create table orders (id bigint);
create function touch() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger checked after insert on orders for each row execute function touch();
