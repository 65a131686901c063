drop domain amount, email, code;
create domain amount as integer;
create domain email as text collate "C";
create domain code as varchar(20);
