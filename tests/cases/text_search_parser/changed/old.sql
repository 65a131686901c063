create function start_it(internal, integer) returns internal language internal as 'prsd_start';
create function next_it(internal, internal, internal) returns internal language internal as 'prsd_nexttoken';
create function end_it(internal) returns void language internal as 'prsd_end';
create function types_of_it(internal) returns internal language internal as 'prsd_lextype';
create text search parser other (
    start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, lextypes = prsd_lextype
);
