drop type mood;
create type mood as enum ('ok');
