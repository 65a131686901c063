create table people (id bigint);
create table "Staff only" (id bigint);
create table users (id bigint) inherits (people);
