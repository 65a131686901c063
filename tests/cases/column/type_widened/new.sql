alter table users alter id type bigint;
alter table users alter name type character varying(40);
alter table users alter email type text;
alter table users alter price type numeric(10, 2);
