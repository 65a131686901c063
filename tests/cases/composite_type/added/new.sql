create type address as (street text, zip varchar(10) collate "C", "no." integer);
comment on type address is 'Where to send it';
