-- requires: 14
create table orders (id bigint, status text);
create function touch() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger touched before update on orders for each row
when (old.status is distinct from new.status) execute function touch();
