create domain amount as numeric(10, 2);
create domain email as text;
create domain code as varchar(10);
