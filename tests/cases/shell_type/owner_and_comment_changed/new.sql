update pg_type set typowner = 'app_owner'::regrole where typname = 'later';
comment on type later is 'Soon';
