-- For a key without overlaps.
create extension btree_gist schema app;
create table app.since_18 (
    id integer,
    k integer constraint k_there not null no inherit,
    a integer,
    b integer generated always as (a * 2) virtual,
    c integer,
    at daterange,
    constraint unproven check (a > 1) not enforced,
    constraint alone primary key (id, at without overlaps)
);
alter table app.since_18 add constraint a_there not null a not valid;
create table app.since_18_child (
    id integer,
    at daterange,
    parent integer references app.parent not enforced,
    constraint within foreign key (id, period at) references app.since_18 (id, period at)
);
create publication generated for table app.every_column with (publish_generated_columns = stored);
