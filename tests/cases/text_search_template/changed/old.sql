create function read_it(internal, internal, internal, internal) returns internal language internal as 'dsimple_lexize';
create text search template other (lexize = dsimple_lexize);
