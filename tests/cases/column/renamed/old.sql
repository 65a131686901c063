create table users (id bigint, mail text);
