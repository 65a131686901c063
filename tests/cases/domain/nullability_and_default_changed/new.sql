alter domain amount set not null;
alter domain amount set default 1;
alter domain email drop default;
