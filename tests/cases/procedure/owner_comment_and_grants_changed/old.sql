create procedure archive(before date) language sql as '';
