alter table users add check (age between 0 and 150);
