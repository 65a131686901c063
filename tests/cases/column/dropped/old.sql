create table users (id bigint, "Secret key" text not null default 'x');
