-- requires: 18
create table users (id bigint not null, name text not null, email text constraint email_known not null no inherit);
