create table users (id bigint);
comment on column users.id is 'as in the ledger';
