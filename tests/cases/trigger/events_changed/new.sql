create or replace trigger touched after insert or update of "Due date", status on orders for each statement
execute function log('orders');
