-- requires: 14
create table users (id integer, name text, place text, point tsvector);
create index users_name on users (name, place);
create index users_point on users using gist (point);
create index users_id on users using brin (id int4_bloom_ops);
