create table visits (id bigint primary key, at timestamptz);
create index visits_at on visits (at);
create table users (id bigint primary key);
