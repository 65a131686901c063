alter table users add primary key (id);
