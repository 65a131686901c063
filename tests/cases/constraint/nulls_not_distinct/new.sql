alter table users drop constraint users_email;
alter table users add constraint users_email unique nulls not distinct (email);
