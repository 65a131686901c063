create table orders (id bigint, owner text);
alter table orders enable row level security;
