drop materialized view answers;
create materialized view answers as select 41 + 1 as answer where true;
create index answers_answer on answers (answer);
