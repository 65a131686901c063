alter table users alter id set generated always;
