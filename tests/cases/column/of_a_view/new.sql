create or replace view answers as select 42 as answer, 'why'::text as question;
alter view answers alter answer set default 41;
comment on column answers.answer is 'to everything';
