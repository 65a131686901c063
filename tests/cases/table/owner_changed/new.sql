alter table users owner to app_owner;
