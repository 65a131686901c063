alter table users add unique (id, "E-mail") deferrable;
