create table users (name text, folded text generated always as (lower(name)) stored);
