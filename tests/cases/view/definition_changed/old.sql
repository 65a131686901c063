create table users (id bigint, name text, gone boolean);
create view names as
select u.id, u.name from users as u inner join users as v on u.id = v.id
where u.id > 0 and u.name <> 'root'
order by u.name;
