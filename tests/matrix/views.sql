-- Views of every shape that servers print: what one major prints unlike another shows here first.
create schema v;
create type v.pair as (x integer, y text);
create type v.mood as enum ('sad', 'ok', 'happy');

create table v.t (
    a integer primary key,
    b text collate "C",
    c numeric(10, 2),
    d date,
    ts timestamp,
    tz timestamptz,
    j jsonb,
    js json,
    arr integer[],
    names varchar[],
    p v.pair,
    m v.mood,
    f boolean,
    x xml,
    lsn pg_lsn,
    code varchar(10)
);
create table v.u (a integer primary key, t integer references v.t, b text, f boolean);
create table v."Mixed Case" ("Some ""Column""" integer, "select" text, "t.a" text, v integer);
-- Names that later servers took for keywords of theirs.
create table v.words (
    json integer, json_value integer, json_query integer, json_exists integer, json_table integer,
    json_scalar integer, json_serialize integer, merge_action integer, json_array integer,
    json_object integer, json_arrayagg integer, json_objectagg integer, "system_user" integer,
    plan integer, "keep" integer, "scalar" integer, "string" integer, quotes integer, nested integer,
    "path" integer, error integer, conditional integer, unconditional integer, empty integer, omit integer,
    finalize integer, depth integer, breadth integer, compression integer, normalized integer, "asc" integer
);
create function v.inc(i integer) returns integer language sql immutable as 'select $1 + 1';
create function v.t(i integer) returns integer language sql immutable as 'select $1';
create function v.many(i integer) returns setof v.t language sql stable as 'select * from v.t where a > $1';
create function v.anything() returns setof record language sql stable as 'select 1, ''x''::text';
create function v.eq(integer, integer) returns boolean language sql immutable as 'select $1 = $2';
create operator v.=== (function = v.eq, leftarg = integer, rightarg = integer);

-- One table, nothing else: the name of the table is left out by some.
create view v.one_plain as select a, b, c from v.t;
create view v.one_alias as select x.a, x.b as other from v.t as x where x.c > 1;
create view v.one_named_columns (k, "V l") as select a, b from v.t;
create view v.one_star as select * from v.t;
create view v.one_where as select a from v.t where b = 'it''s; "t".a' and (c > 1 or d < '2020-01-01') and not f;
create view v.one_escape as select a, E'back\\slash''t.a' as e, 'it''s' as s, '' as n from v.t;
create view v.one_whole_row as select t, (t).a as z from v.t as t;
create view v.one_field as select (p).x, (t.p).y, (v.many(t.a)).b from v.t as t;
create view v.one_same_names as select t.t as "t", t.a from (select 1 as t, 2 as a) as t;
create view v.one_function_like_alias as select v.t(v.v) as a, v.inc(v.v) as b from v."Mixed Case" as v;
create view v.one_type_like_alias as
select null::v.pair as a, row(v.v, 'x')::v.pair as b, v.v::text::v.mood as c from v."Mixed Case" as v;
create view v.one_operator_like_alias as
select v.v operator(v.===) 1 as a, v.v operator(pg_catalog.+) 1 as b from v."Mixed Case" as v
order by v.v using operator(pg_catalog.>);
create view v.one_quoted as select "Mixed Case"."Some ""Column""", "select", "t.a" from v."Mixed Case";
create view v.one_only as select t.a from only v.t;
create view v.one_sample as select s.a from v.t as s tablesample system (50) repeatable (1);
create view v.one_column_aliases as select q.k, q.l from v.t as q (k, l);
create view v.one_subscript as select arr[1], t.arr[2:3] as s, j -> 'a' ->> 'b' as k from v.t;
create view v.one_cast as
select a::text as a1, c::numeric(5, 1), d::timestamp(3) without time zone, ts::time, b::varchar(3) as b1, b::"char" as b2,
    b::character(4) as b3, '1 day'::interval day to hour, a::bit(3) as a2
from v.t;
create view v.one_case as
select case when a > 1 then b else 'x' end as c1, case a when 1 then 'one' when 2 then b end as c2,
    coalesce(b, 'n') as c3, nullif(a, 1) as c4, greatest(a, 2) as c5, least(a, 3) as c6
from v.t;
create view v.one_distinct as select distinct b, c from v.t;
create view v.one_distinct_on as select distinct on (b, a % 2) a, b from v.t order by b, a % 2, c desc;
create view v.one_compared as
select a is distinct from 1 as d, b is not distinct from 'x' as nd, f is not true as nt, p is null as pn,
    row(a, b) = row(1, 'x') as r, (a, b) < (2, 'y') as rl
from v.t where a is distinct from c;
create view v.one_lists as
select a from v.t
where a in (1, 2, 3) and code in ('A', 'B') and b not in ('x', 'y') and a = any (arr) and a <> all (array[5, 6])
    and c in (1.5, 2) and code = any (names) and m in ('sad', 'ok');
create view v.one_between as
select a from v.t
where a between 1 and 5 and c not between 1 and 2 and d between symmetric '2020-01-01' and '2021-01-01' and f;
create view v.one_patterns as
select b like 'a%' as l, b ilike 'A_' as i, b not like '%\_%' as n, b similar to '(a|b)%' as s, b ~ '^x$' as r,
    b like 'a!%' escape '!' as e, b !~* 'y' as ni
from v.t;
create view v.one_collated as select b collate "C" as b, b collate "POSIX" < 'x' as p from v.t order by b collate "C";
create view v.one_group as select b, count(*) as n, sum(c) filter (where a > 1) as s from v.t group by b having count(*) > 1;
create view v.one_group_expression as select a % 2 as k, max(b) as m from v.t group by a % 2 order by a % 2;
create view v.one_group_ordinal as select upper(b) as u, d, count(distinct c) from v.t group by 1, 2 order by 1, 2 desc;
create view v.one_grouping_sets as
select b, d, grouping(b, d) as g, sum(c) from v.t
group by grouping sets ((b, d), (b), ()), rollup (a, f), cube (m);
create view v.one_aggregates as
select string_agg(b, ',' order by a desc, b) as s, array_agg(distinct b order by b) as r,
    percentile_cont(0.5) within group (order by c) as p, mode() within group (order by t.b desc) as m,
    json_agg(t.*) as j, count(t.*) as n, rank(1) within group (order by a) as rk, bool_and(f)
from v.t;
create view v.one_window as
select a, sum(c) over (partition by b order by t.a rows between 1 preceding and current row) as s,
    rank() over w as r, lag(c, 1) over w as l,
    count(*) over (order by d range between '1 day' preceding and '1 day' following exclude current row) as g,
    first_value(a) over (w groups between unbounded preceding and 2 following) as fv
from v.t window w as (partition by b, t.m order by c desc nulls last);
create view v.one_order as
select a, b as c, c as other from v.t order by t.c, b desc nulls last, a nulls first, c + 1, lower(b) limit 10 offset 2;
create view v.one_order_conflict as select b as a, a as b, c from v.t order by t.a, t.b desc, t.c;
create view v.one_order_output as select -a as a, c from v.t order by a, t.a;
create view v.one_fetch as select a from v.t order by a fetch first 2 rows with ties;
create view v.one_fetch_only as select a from v.t order by a offset 1 rows fetch next (1 + 1) rows only;
create view v.one_limit_expression as select a from v.t limit (select 5) offset 1 + 1;
create view v.one_for_update as select a from v.t where a > 1 for update of t skip locked;
create view v.one_subquery_where as
select a from v.t where exists (select from v.u where u.t = t.a) and b in (select b from v.u where u.a > t.a);
create view v.one_subquery_select as
select a, (select max(u.a) from v.u where u.t = t.a) as m, array(select u.a from v.u order by u.a) as r,
    a > all (select u.a from v.u) as g, (t.a, t.b) in (select u.a, u.b from v.u) as i
from v.t;
create view v.one_nested_alone as select a, (select count(*) from v.t as t where t.a > 1) as n from v.t order by t.a;
create view v.one_from_subquery as select s.a, s.n from (select a, count(*) as n from v.t group by a) as s where s.n > 1;
create view v.one_from_values as select k, l from (values (1, 'a'), (2, 'b')) as q (k, l) where q.k > 1;
create view v.one_from_function as select g from generate_series(1, 3) as g;
create view v.one_from_function_columns as select n.x, n.ord from unnest(array[1, 2]) with ordinality as n (x, ord);
create view v.one_rows_from as
select r.x, r.y, r.ordinality from rows from (generate_series(1, 3), v.inc(4)) with ordinality as r (x, y, ordinality);
create view v.one_record as select r.a, r.b from v.anything() as r (a integer, b text);
create view v.one_lateral as select l.z from lateral (select 1 as z) as l;
create view v.one_set_returning as select many.a, many.b from v.many(3);
create view v.one_cte as with c as (select a, b from v.t where a > 1) select c.a, c.b from c where c.a < 10 order by c.b;
create view v.one_cte_materialized as
with c as materialized (select a from v.t), n as not materialized (select a from c) select n.a from n;
create view v.one_cte_recursive as
with recursive r (n, path) as (
    select 1, array[1]
    union all
    select r.n + 1, r.path || r.n from r where r.n < 5
)
select r.n, r.path from r;
create view v.one_json as
select j #>> '{a,b}' as p, j ? 'k' as h, j @> '{"a": "t.a"}' as c, js -> 0 as z, jsonb_build_object('a', a, 'b', t.b) as o,
    j @? '$.a[*] ? (@ > 1)' as q
from v.t;
create view v.one_lsn as select a, lsn > '0/1'::pg_lsn as l, '16/B374D848'::pg_lsn as k from v.t;
create view v.one_constants as
select 1.50 as n, 1e10 as e, -1 as m, 9223372036854775807 as b, 'x'::bytea as y, B'101' as bits, X'1F' as hex,
    '2020-01-01 00:00:00+02'::timestamptz as tz, '1 day 02:03'::interval as i, 0.1::float8 as f, 'infinity'::float8 as inf,
    true as t, null::integer as z, array[]::text[] as r, '{1,2}'::integer[] as r2, interval '1' year as yr, '10'::money as mo,
    current_date as cd, current_timestamp(3) as ct, localtime as lt, current_user as cu, session_user as su
from v.t;
create view v.one_boolean_nesting as
select a from v.t where (f or a > 1) and (b = 'x' or (c > 1 and d is null)) and not (f and a = 2) or a = 9;
create view v.one_check with (security_barrier = true, check_option = local) as select a, b from v.t where t.a > 0;
create view v.one_keywords as
select w.json, w.json_value, w.json_query, w.json_exists, w.json_table, w.json_scalar, w.json_serialize,
    w.merge_action, w.json_array, w.json_object, w.json_arrayagg, w.json_objectagg, w.system_user, w.plan, w.keep,
    w.scalar, w.string, w.quotes, w.nested, w.path, w.error, w.conditional, w.unconditional, w.empty, w.omit,
    w.finalize, w.depth, w.breadth, w.compression, w.normalized, w."asc"
from v.words as w;
create view v.two_keywords as select w.json, o.json_array from v.words as w, v.words as o order by o.system_user;
create view v.one_type_output as select a::text as "t.a", b as "from", c as "order by", d as "A" from v.t;

-- SQL-syntax functions, which version 13 prints as calls.
create view v.sql_functions as
select extract(year from d) as e1, extract(epoch from t.ts) as e2, ts at time zone 'UTC' as z1, tz at time zone 'UTC' as z2,
    substring(b from 1 for 2) as s1, substring(b from '^a') as s2, substring(b from 'x' for '#') as s3,
    trim(both 'x' from b) as t1, trim(leading from t.b) as t2, trim(trailing 'y' from b) as t3,
    position('a' in b) as p, overlay(b placing 'x' from 2 for 1) as o, (d, d) overlaps (d, d) as ov,
    b is normalized as n1, b is nfc normalized as n2, normalize(t.b, nfkd) as n3, collation for (b) as cf,
    (b || 'x') is not nfd normalized as n4, date_part('day', ts) as dp, timezone('UTC', tz) as tzf, btrim(b) as bt
from v.t;

-- More than one: everything is qualified everywhere.
create view v.two_join as select t.a, u.b, t.c from v.t join v.u on u.t = t.a where u.f order by t.b, u.a;
create view v.two_left_using as select a, t.b, u.b as ub from v.t left join v.u using (a) where a > 1;
create view v.two_using_alias as select * from v.t full join (select a, b as bb from v.u) as s using (a);
create view v.two_natural as select * from (select a, c from v.t) as x natural join (select a, b from v.u) as y;
create view v.two_cross as select t.a, u.a as ua from v.t, v.u where t.a = u.t and (t.f or u.f);
create view v.two_aliased_join as select j.a, j.ua from (v.t cross join v.u as u (ua, ut, ub, uf)) as j;
create view v.two_nested_joins as
select t.a, u.b, w.json from (v.t left join v.u on u.t = t.a) right join (v.words as w cross join v.u as u2) on w.json = t.a;
create view v.two_lateral as select t.a, l.n from v.t cross join lateral (select count(*) as n from v.u where u.t = t.a) as l;
create view v.two_function as select t.a, e.e from v.t, unnest(t.arr) as e (e);
create view v.two_self as select t.a, t_1.b from v.t, v.t as t_1 where t.a = t_1.a;
create view v.two_alias_swap as select u.a from v.t as u, v.u as t where u.a = t.t;
create view v.two_cte as
with t as (select a, b from v.t), u as (select t.a from t where t.a > 1) select t.a, u.a as ua from t, u;

-- Sets of queries.
create view v.set_union as select a, b from v.t union select a, b from v.u;
create view v.set_union_all as select t.a from v.t where t.a > 1 union all (select u.a from v.u order by u.a limit 2) order by 1;
create view v.set_mixed as
(select a from v.t except select a from v.u) intersect all select t.a from v.t order by a desc limit 3;
create view v.set_in_from as select s.a from (select a from v.t union select a from v.u) as s where s.a > 1 order by s.a;
create view v.set_in_cte as with s as (select a from v.t union all select a from v.u) select count(*) as n from s;
create view v.set_values as values (1, 'a'), (2, 'b');
create view v.set_values_ordered as values (1, 'a'), (2, 'b') order by column2 desc, column1 limit 1;
create view v.set_values_cte as with c as (select 1 as x) values (1, 2), (3, (select c.x from c)) order by column1;
create view v.set_values_one as values (1, 2);
create view v.set_values_union as values (1), (2) union select t.a from v.t;

-- None at all.
create view v.none_constant as select 1 as one, 'x'::text as x, now() as n, v.inc(2) as i;
create view v.none_subquery as select (select max(a) from v.t) as m, exists (select 1 from v.t where t.a = 1) as e;
create view v.none_columns as select from v.t;
create view v.none_unnamed as select a + 1, upper(b) as upper from (select a, b from v.t) as s (a, b) limit 0;

create materialized view v.kept as select t.b, count(*) as n from v.t group by t.b order by t.b with no data;
create materialized view v.kept_values as values (1), (2) order by column1 desc;
create recursive view v.counter (n) as values (1) union all select n + 1 from counter where n < 3;
create view v.on_view as select one_plain.a, one_plain.b from v.one_plain where one_plain.a in (select k.n from v.kept as k);

-- What a dump does not restore as it was, for PostgreSQL prints it as something else.
create view v.again_or as
select a from v.t
where c not between 1 and 2 or f or a = 3 or (b = 'x' or (b = 'y' or b = 'z'));
create view v.again_lists as
select a from v.t
where a in (1, 2.5) or c in (1, 2) or code = any ('{a,b}') or b like any (array['a%', 'b%']) or (a, b) in ((1, 'x'), (2, 'y'))
    or code not in ('A', 'B') or code like any (array['x', 'y']) or a = any ('{1,2}'::bigint[]) or d in ('2020-01-01', '2020-02-02')
    or code || 'x' in ('Ax', 'Bx') or lower(code) in ('a', 'b') or coalesce(code, 'x') in ('a', b) or code in ('a', b) or names && array['a', 'b']::varchar[]
    or code = any (array['a', 'b']::varchar[]) or code = any (array['a', 'b']::text[]) or code = any (array['a', code]) or (case when f then code else 'x' end) in ('x', 'y');
create view v.again_unions as
select 'x' as k, 1 as n, null as z union all select b, 2.5, 'q' from v.t union select code, a, b from v.t order by 1, n;
create view v.again_joins as
select * from v.t natural join v.u join v.words as w on w.json = t.a and (t.a between 1 and 2 and u.f or w.path = 1);
create view v.again_values as
select * from (values (1, 'a', null), (2, 'b', 'x')) as q (i, t, n) where (q.i, q.t) in (values (1, 'a'));
create view v.again_numbers as
select a - (-1) as m, 2 ^ -1 as p, -a as n, - (-a) as nn, +a as pl, 1.0 / 3 as d, 1e-10 as e, a::float8 * 0.1 as f, @ a as ab, a % 2 = 0 and not f as q,
    interval '1' hour + interval '2 days' as i, '12:00'::time + d as td, 'x' || a as x, b || null as bn, array[1, 2.5] as ar, array[a, 1]::bigint[] as br,
    (array['a', 'b'])[1] as s, (p).x + 1 as px, array[[1, 2], [3, 4]] as mm, a between 1 and 2 and f and a between 3 and 4 as bb
from v.t;
create view v.again_case as
select case a when 1 then 'x' when 2 then b else code end as c, case when a in (1, 2) and code in ('a', 'b') then 1 end as d, nullif(code, 'x') as n,
    coalesce(code, b, 'z') as co, greatest(code, 'x') as g, not (a in (1, 2)) as ni, (f is true) = (a is null) as t, f and (f and (f and f)) as ff, f or (f or f) as oo
from v.t;
create view v.again_char as select a from v.t where b::char(3) in ('a', 'b') and b::name in ('x', 'y') and b::"char" in ('a', 'b') and m in ('sad', 'ok');
create table v.again (
    a varchar check (a in ('x', 'y') or a between 'a' and 'b' or a not between 'c' and 'd'),
    b char(3) check (b in ('x', 'y')), c numeric check (c in (1, 2) and c between 0 and 5 and c <> 3), d varchar(5)[] check (d <@ array['a', 'b']::varchar[]),
    e text default 'a' || 1, f varchar default 'x'::text, g integer default '5', h numeric(5,2) default 1, i date default '2020-01-01'::timestamp, j text check (j::varchar in ('a')),
    k varchar check (k = any (array['a', 'b'])), l varchar check (k ~ '^a' and (l is null or (l like 'x%' and l not in ('p', 'q'))))
);
create index on v.again ((a in ('x', 'y'))) where a in ('x', 'y') and c between 1 and 2 and c > 0;
create rule again as on update to v.again do also update v.again set a = 'x', b = new.b, c = 2 where again.a in ('x', 'y') and again.c between 1 and 2 and true;
create rule again_insert as on insert to v.again do also insert into v.u values (1, 2, 'x', true), (2, 3, new.a, false);
create rule again_into as on delete to v.again do also insert into v.u (a, b) select q.k, 'text' from (values (1), (2)) as q (k);
