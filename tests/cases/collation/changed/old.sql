create collation plain (lc_collate = 'C', lc_ctype = 'POSIX');
