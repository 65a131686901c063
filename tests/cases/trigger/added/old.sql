create table orders (id bigint, changed timestamptz);
create view shown as select id from orders;
create function touch() returns trigger language plpgsql as $$ begin return new; end $$;
