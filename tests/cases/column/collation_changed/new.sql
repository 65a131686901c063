alter table users alter name type text collate "POSIX";
alter table users alter place type text;
