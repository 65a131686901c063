drop trigger checked on orders;
create constraint trigger checked after insert on orders from users deferrable initially deferred
for each row execute function touch();
