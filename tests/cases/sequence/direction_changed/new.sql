drop sequence tickets;
create sequence tickets increment -1;
