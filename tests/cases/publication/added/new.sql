create publication everything for all tables with (publish = 'insert, update');
create publication picked for table orders;
comment on publication picked is 'For the warehouse';
