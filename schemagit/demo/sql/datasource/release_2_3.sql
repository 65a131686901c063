-- Everybody is spoken to in a language of their own.
alter table public.users add column locale text not null default 'en';
