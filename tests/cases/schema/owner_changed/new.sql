alter schema shop owner to app_owner;
