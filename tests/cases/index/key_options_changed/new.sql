drop index users_name, users_point, users_id;
create index users_name on users (name text_pattern_ops, place collate "C" desc);
create index users_point on users using gist (point tsvector_ops (siglen = 100));
create index users_id on users
    using brin (id int4_bloom_ops (n_distinct_per_range = 100, false_positive_rate = 0.05));
