drop foreign table lines;
create foreign table lines (id bigint) inherits (parent)
server tape options (filename '/tmp/other', token 'secreter');
alter foreign table lines owner to app_owner;
comment on foreign table lines is 'Read anew each time';
grant select on lines to app_ro;
