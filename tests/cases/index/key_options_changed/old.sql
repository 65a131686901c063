create table users (name text, place text, point tsvector);
create index users_name on users (name, place);
create index users_point on users using gist (point);
