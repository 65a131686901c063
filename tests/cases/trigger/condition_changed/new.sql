create or replace trigger touched before update on orders for each row
when (new.status <> ' EXECUTE FUNCTION ') execute function touch('a''b\', ') EXECUTE FUNCTION c(');
