drop text search configuration plain;
create text search configuration plain (parser = other);
alter text search configuration plain add mapping for asciiword with exact;
alter text search configuration plain owner to app_owner;
comment on text search configuration plain is 'As it is written';
