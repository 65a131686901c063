create table users (id bigint, name text, mail text, tags text[]);
