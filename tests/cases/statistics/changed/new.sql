drop statistics together, elsewhere;
create statistics together (ndistinct) on page, id from visits;
alter statistics together set statistics 500;
alter statistics together owner to app_owner;
comment on statistics together is 'They go together';
create statistics elsewhere on page, agent from users;
