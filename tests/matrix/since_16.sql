create table app.since_16 (a text storage external, b jsonb default json_array(1, 2), c text check (c is json object));
create view v.json_constructors as
select json_object('a': a, 'b': t.b absent on null with unique keys) as o, json_array(a, b null on null returning jsonb) as r,
    json_arrayagg(t.a order by b) as ag, json_objectagg(b: a) as og, b is json as j, b is not json array with unique keys as k
from v.t group by a, b;
create view v.json_constructors_joined as
select json_object('a': t.a, 'u': u.b) as o, json_array(select x.a from v.t as x) as q from v.t, v.u;
create view v.unnamed as select a from (select a from v.t);
create view v.system_user_view as select system_user as who, a from v.t;
create view v.any_one as select any_value(a) as y from v.t group by b;
create view v.underscores as select 1_000 as n, 0x1F as h;
