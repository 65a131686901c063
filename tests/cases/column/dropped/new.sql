alter table users drop "Secret key";
