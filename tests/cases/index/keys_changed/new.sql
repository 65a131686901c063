drop index users_name;
create index users_name on users (mail desc, lower(name) nulls first);
