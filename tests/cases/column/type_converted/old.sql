create type mood as enum ('sad', 'happy');
create table users (age integer, mood text, seen timestamp, tags text[]);
