alter table users rename mail to email;
