alter table users rename constraint users_name_not_null to name_known;
alter table users alter constraint email_known inherit;
alter table users drop constraint users_id_not_null;
alter table users add constraint users_id_not_null not null id not valid;
