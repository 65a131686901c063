drop index users_name;
create index users_name on users (name) include (mail, id);
