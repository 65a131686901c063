create table users (name text);
insert into pg_seclabel values ('users'::regclass, 'pg_class'::regclass, 1, 'anon', 'MASKED WITH VALUE NULL');
