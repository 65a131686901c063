create or replace trigger logged after update on orders
referencing old table as before new table as after for each statement execute function log();
