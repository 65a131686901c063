alter index users_pkey set (fillfactor = 70);
alter index users_pkey set tablespace fast;
