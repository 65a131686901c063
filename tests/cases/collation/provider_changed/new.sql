drop collation plain;
create collation plain (provider = builtin, locale = 'C.UTF-8');
update pg_collation set collisdeterministic = false where collname = 'plain';
