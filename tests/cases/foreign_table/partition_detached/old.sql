create foreign data wrapper files;
create server disk foreign data wrapper files;
create table visits (day date) partition by range (day);
create foreign table visits_2026 partition of visits for values from ('2026-01-01') to ('2027-01-01') server disk;
