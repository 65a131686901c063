alter table visits detach partition visits_old;
alter table visits attach partition visits_old for values from (minvalue) to ('2021-01-01');
