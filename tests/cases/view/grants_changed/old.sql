create view answers as select 42 as answer;
grant all on answers to app_ro;
