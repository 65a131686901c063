create table visits (day date, place text) partition by range (day);
