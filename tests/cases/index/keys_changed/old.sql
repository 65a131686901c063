create table users (name text, mail text);
create index users_name on users (name, mail);
