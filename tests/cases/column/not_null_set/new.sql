alter table users alter email set not null;
