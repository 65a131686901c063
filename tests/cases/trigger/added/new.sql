create trigger touched before update on orders for each row execute function touch();
create trigger written instead of insert or delete on shown for each row execute function touch('a, ''b''');
create constraint trigger checked after insert on orders deferrable for each row execute function touch();
comment on trigger checked on orders is 'At the end';
