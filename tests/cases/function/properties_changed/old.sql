create function number_of(name text) returns integer language sql as 'select 1';
create function numbers_of(name text) returns setof integer language sql as 'select 1';
create function starts_with_it(name text, start text) returns boolean language internal as 'text_starts_with';
