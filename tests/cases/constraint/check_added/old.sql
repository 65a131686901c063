create table users (age integer);
