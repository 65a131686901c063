drop index users_name, users_point;
create index users_name on users (name text_pattern_ops, place collate "C");
create index users_point on users using gist (point tsvector_ops (siglen = 100));
