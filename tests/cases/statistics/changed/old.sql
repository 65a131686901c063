create table visits (id bigint, page text, agent text);
create table users (id bigint, page text, agent text);
create statistics together on page, agent from visits;
create statistics elsewhere on page, agent from visits;
