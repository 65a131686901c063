alter table visits alter page set storage external;
alter table visits alter agent set compression default;
alter table visits alter at set statistics 500;
alter table visits alter at set (n_distinct = -0.5);
