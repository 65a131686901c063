drop index users_name;
create unique index users_name on users (name);
