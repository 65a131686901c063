create domain amount as numeric;
