drop conversion latin;
create default conversion latin for 'UTF8' to 'LATIN1' from utf8_to_iso8859_1;
alter conversion latin owner to app_owner;
comment on conversion latin is 'For old files';
