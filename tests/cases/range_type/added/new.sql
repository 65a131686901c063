create type period as range (subtype = time);
comment on type period is 'Of a day';
