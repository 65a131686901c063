create table users (email text);
