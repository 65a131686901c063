create index users_name on users (name desc, lower(mail) collate "C" text_pattern_ops nulls first) include (id)
    where id > 0;
create index users_tags on users using gin (tags);
