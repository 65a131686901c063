create foreign data wrapper files;
create server disk foreign data wrapper files;
create foreign table lines (id bigint options (column_name 'a', password 'secret'), text text) server disk;
