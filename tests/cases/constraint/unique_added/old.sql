create table users (id bigint, "E-mail" text);
