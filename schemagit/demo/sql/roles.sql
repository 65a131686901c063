-- app owns the databases, reporting reads a part of them, and schemagit may only connect.
create role app login;
create role reporting;
create role schemagit login connection limit 3;
alter role schemagit set default_transaction_read_only = on;
