revoke all on answers from app_ro;
grant select on answers to app_ro;
