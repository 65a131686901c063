alter table users drop folded;
alter table users add folded text generated always as (lower(name)) virtual;
