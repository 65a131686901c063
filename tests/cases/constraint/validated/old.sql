create table users (age integer);
alter table users add constraint adult check (age >= 18) not valid;
