create foreign data wrapper files;
create server disk foreign data wrapper files;
create server tape foreign data wrapper files;
create table parent (id bigint);
create foreign table lines (id bigint) server disk options (filename '/tmp/lines', token 'secret');
