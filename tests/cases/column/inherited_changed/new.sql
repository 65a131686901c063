alter table visits no inherit entries;
