grant maintain on app.parent to app_rw;
grant all on app.child to app_rw;
create table app.since_17 (id integer generated always as identity, k integer) partition by range (id);
create table app.since_17_1 partition of app.since_17 for values from (1) to (10);
create table app.since_17_exclusive (id integer, exclude using btree (id with =)) partition by range (id);
create view v.json_functions as
select json_value(j, '$.a' returning integer default 1 on empty error on error) as jv, json_query(j, '$.b' with wrapper keep quotes) as jq,
    json_exists(t.j, '$.c ? (@ > $x)' passing a as x) as je, json_scalar(a) as js, json_serialize(j returning text) as se,
    json(b) as jj
from v.t;
create view v.json_tables as
select jt.id, jt.name, t.a
from v.t, json_table(t.j, '$[*]' columns (
    id for ordinality, name text path '$.name' default 'x' on empty, nested path '$.k[*]' columns (k integer path '$')
)) as jt;
create view v.json_table_alone as
select jt.id from json_table('[1,2]'::jsonb, '$[*]' columns (id integer path '$')) as jt;
create view v.local_time as select ts at local as l from v.t;
create function app.merge_returning() returns setof integer language sql
begin atomic
    merge into app.since_17 as t using app.parent as p on t.k = p.id
    when not matched by source then delete
    when not matched then do nothing
    returning t.k;
end;
create event trigger logged_in on login execute function app.note();
alter event trigger logged_in disable;
