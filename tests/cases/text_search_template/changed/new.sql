drop text search template other;
create text search template other (init = dsimple_init, lexize = read_it);
comment on text search template other is 'Like the simple one';
