create foreign data wrapper files;
create foreign data wrapper tapes;
create server disk type 'ssd' version '1' foreign data wrapper files options (host 'a', password 'secret');
