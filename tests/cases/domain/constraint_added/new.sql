alter domain amount add constraint positive check (value > 0);
comment on constraint positive on domain amount is 'No refunds';
