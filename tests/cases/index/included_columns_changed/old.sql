create table users (id bigint, name text, mail text);
create index users_name on users (name) include (mail);
