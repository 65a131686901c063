create table users (id bigint, email text, seen timestamp with time zone default '2026-01-01 12:00+02');
