create type app.with_multirange as range (subtype = integer, multirange_type_name = app.many_spans);
create table app.since_14 (
    a text compression pglz,
    b integer,
    spans app.many_spans default '{[1,2),[4,5)}',
    "position" text default position('a' in 'bar'),
    part integer generated always as (extract(epoch from '2020-01-01'::timestamp)) stored,
    at timestamptz default (now() at time zone 'UTC'),
    c text check (trim(both from c) <> '' and substring(c from 1 for 2) = 'ab' and c is nfc normalized)
);
create index since_14_expression on app.since_14 (extract(year from at at time zone 'UTC'), overlay(a placing 'x' from 1 for 1));
create statistics app.of_expressions (mcv) on (b % 2), (lower(a)), b from app.since_14;
create statistics app.of_one_expression on (b % 3) from app.since_14;
create function app.body(a integer, b integer default 2) returns integer language sql stable
return (select max(p.id) from app.parent as p where p.id between a and b);
create function app.body_atomic(json_in integer) returns setof app.parent language sql
begin atomic
    insert into app.unlogged (a) values (json_in);
    update app.parent set part = 3 where id = json_in and part in (1, 2) returning *;
    select * from app.parent as p order by p.id;
end;
create function app.empty_body() returns void language sql begin atomic end;
create procedure app.out_only(in a integer, out b integer, inout c text) language plpgsql as 'begin b := 1; end';
create procedure app.body_procedure(a integer default 1) language sql begin atomic delete from app.unlogged where unlogged.a = $1; end;
create view v.search_cycle as
with recursive r (n, up) as (
    select 1, 0
    union all
    select r.n + 1, r.n from r where r.n < 5
) search depth first by n set path cycle n set looped to true default false using way
select r.n, r.looped from r order by r.path;
create view v.group_distinct as select b, d, count(*) as n from v.t group by distinct rollup (b, d), rollup (b, m);
create view v.using_alias as select j.a, t.c from v.t join v.u using (a) as j;
create view v.subscripts as select j['a']['b'] as s, t.j['k'] as k from v.t;
create trigger truncated before truncate on app.since_14 execute function app.touch();
