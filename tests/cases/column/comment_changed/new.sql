comment on column users.id is 'never given twice';
