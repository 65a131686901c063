alter table users validate constraint adult;
