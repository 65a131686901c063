drop text search dictionary exact;
create text search dictionary exact (template = snowball, language = 'english');
alter text search dictionary exact owner to app_owner;
comment on text search dictionary exact is 'By their stems';
