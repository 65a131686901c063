alter table users drop name;
alter table users add name text;
