create type visit as (id bigint, at timestamptz);
create table visits (id bigint, at timestamptz);
