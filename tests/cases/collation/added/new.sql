create collation plain (locale = 'C');
create collation mixed (lc_collate = 'C', lc_ctype = 'POSIX');
