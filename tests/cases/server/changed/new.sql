drop server disk;
create server disk type 'tape' version '2' foreign data wrapper tapes options (host 'b', password 'secreter');
alter server disk owner to app_owner;
comment on server disk is 'In the cellar';
grant usage on foreign server disk to app_rw;
