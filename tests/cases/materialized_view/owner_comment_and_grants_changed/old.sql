create materialized view answers as select 42 as answer;
