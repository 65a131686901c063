create schema shop;
comment on schema shop is 'What customers see';
