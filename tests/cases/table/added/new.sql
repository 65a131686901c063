create table users (
    id bigint generated always as identity primary key,
    email text not null unique,
    check (email <> '')
);
create index on users (lower(email));
grant select on users to app_ro;
