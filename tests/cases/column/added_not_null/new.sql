alter table users add email character varying(320) collate "C" not null;
