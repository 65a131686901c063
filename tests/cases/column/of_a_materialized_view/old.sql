create materialized view answers as select 42 as answer;
comment on column answers.answer is 'to everything';
