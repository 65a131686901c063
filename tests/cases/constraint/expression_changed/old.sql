create table users (age integer, constraint adult check (age >= 18));
