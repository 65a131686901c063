alter sequence tickets owner to app_owner;
comment on sequence tickets is 'one for each visit';
grant usage on tickets to app_rw;
grant all on tickets to migrator;
