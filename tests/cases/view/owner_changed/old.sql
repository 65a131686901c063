create view answers as select 42 as answer;
grant select on answers to app_ro;
