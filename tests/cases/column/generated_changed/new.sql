alter table users alter folded drop expression;
