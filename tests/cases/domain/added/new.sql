create domain email as text collate "C" check (value like '%@%');
create domain amount as numeric(10, 2) not null default 0;
comment on domain email is 'An address';
