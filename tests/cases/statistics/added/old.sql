-- requires: 14
create table visits (id bigint, page text, agent text);
