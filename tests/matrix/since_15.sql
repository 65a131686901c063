create table app.since_15 (
    a integer,
    b integer,
    unique nulls not distinct (a, b),
    foreign key (a, b) references app.since_15 (a, b) on delete set null (b)
);
create unique index since_15_once on app.since_15 (b) nulls not distinct;
create view app.invoker with (security_invoker = true) as select a from app.since_15;
create unlogged sequence app.unlogged_seq;
create publication filtered for table app.parent (id, code, part) where (part > 1 and id between 1 and 3), v.words
with (publish = 'insert');
create publication of_schemas for tables in schema json, app;
create function app.merging() returns void language sql
begin atomic
    merge into app.since_15 as t using app.parent as p on t.a = p.id
    when matched and t.b > 1 then update set b = p.part
    when matched then delete
    when not matched then insert (a, b) values (p.id, 2);
end;
create view v.numbers as select regexp_count(b, 'x') as n, date_bin('1 day', ts, ts) as bin from v.t;
grant set on parameter work_mem to app_rw;
-- Before 15, the columns of such a query are printed with names that nobody gave them.
create rule again_multi as on insert to v.t do also update v.u set (b, f) = (select new.b, true), t = 2;
