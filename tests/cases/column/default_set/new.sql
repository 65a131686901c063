alter table users alter email set default 'it''s "unknown"';
alter table users alter seen set default now();
