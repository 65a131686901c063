alter procedure archive owner to app_owner;
comment on procedure archive is 'Moves what is older away';
revoke execute on procedure archive from public;
grant execute on procedure archive to app_rw;
