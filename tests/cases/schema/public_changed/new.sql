comment on schema public is 'Nothing of ours';
alter schema public owner to app_owner;
revoke all on schema public from public;
grant usage on schema public to public;
