create procedure archive(before date, inout moved bigint default 0) language sql as 'select 1::bigint';
