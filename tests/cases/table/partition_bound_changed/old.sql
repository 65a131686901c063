create table visits (day date) partition by range (day);
create table visits_2026 partition of visits for values from ('2026-01-01') to ('2027-01-01');
