alter extension hstore set schema tools;
alter extension hstore update to '1.8';
update pg_extension set extowner = 'app_owner'::regrole where extname = 'hstore';
comment on extension hstore is 'Keys and values';
