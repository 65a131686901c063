create table users (id integer, name character varying(20), email character varying(20), price numeric(8, 2));
