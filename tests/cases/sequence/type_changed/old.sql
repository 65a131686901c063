create sequence tickets as integer;
