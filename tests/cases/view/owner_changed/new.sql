alter view answers owner to app_owner;
