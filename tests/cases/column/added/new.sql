alter table users add email text;
alter table users add age integer default 18 not null;
alter table users add number bigint generated always as identity;
alter table users add initial text generated always as (substr(email, 1, 1)) stored;
