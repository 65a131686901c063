drop materialized view answers;
create materialized view answers as select 42::bigint as answer;
