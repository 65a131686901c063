alter table visits replica identity full;
cluster visits using visits_at;
alter table users replica identity using index users_pkey;
