create or replace view names as
select u.id, u.name from users as u inner join users as v on u.id = v.id
where u.id > 0 and not u.gone
order by u.name;
