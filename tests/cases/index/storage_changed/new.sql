alter index users_name set (fillfactor = 80, deduplicate_items = off);
alter index users_name set tablespace fast;
