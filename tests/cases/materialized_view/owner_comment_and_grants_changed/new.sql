alter materialized view answers owner to app_owner;
comment on materialized view answers is 'to everything';
grant select on answers to app_ro;
