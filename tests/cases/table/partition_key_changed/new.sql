drop table visits;
create table visits (day date, place text) partition by list (lower(place));
