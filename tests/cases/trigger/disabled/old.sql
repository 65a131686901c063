create table orders (id bigint);
create function touch() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger touched before update on orders for each row execute function touch();
create trigger logged before insert on orders for each row execute function touch();
