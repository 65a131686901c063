create sequence tickets;
