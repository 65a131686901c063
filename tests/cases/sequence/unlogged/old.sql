-- requires: 15
create sequence tickets;
