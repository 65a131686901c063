create publication picked with (publish = 'insert');
create publication everything for all tables;
