alter table users add note text not null;
alter table users drop note;
