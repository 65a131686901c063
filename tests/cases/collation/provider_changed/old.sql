-- requires: 17
create collation plain (locale = 'C');
