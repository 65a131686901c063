create materialized view answers as select 42 as answer;
create index answers_answer on answers (answer);
