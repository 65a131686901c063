"""A snapshot is the same bytes for every role and setting, and after all that leaves a schema as it was."""

from fix_matrix import READER, GetCluster, different, everywhere

HOSTILE = {
    "search_path": "app, json, v, public, pg_catalog",
    "DateStyle": "'SQL, DMY'",
    "IntervalStyle": "iso_8601",
    "TimeZone": "'America/New_York'",
    "bytea_output": "escape",
    "extra_float_digits": "-10",
    "quote_all_identifiers": "on",
    "standard_conforming_strings": "off",
    "escape_string_warning": "off",
    "lc_monetary": "'POSIX'",
    "lc_time": "'POSIX'",
    "xmlbinary": "hex",
    "xmloption": "document",
    "array_nulls": "off",
    "row_security": "off",
    "transform_null_equals": "on",
    "client_encoding": "'LATIN1'",
    "default_transaction_isolation": "serializable",
    "default_transaction_deferrable": "on",
    "default_transaction_read_only": "on",
    "enable_seqscan": "off",
    "enable_hashjoin": "off",
    "enable_indexscan": "off",
    "jit": "off",
}

# What changes rows, files, statistics or nothing in the end. Each line is a transaction of its own.
NOISE = """
insert into app.parent (id, code, tenant) values (1, 'a', 1), (2, 'b', 2)
insert into app.events (id, at) values (1, '2020-02-03'), (2, '2030-01-01')
insert into app.lists (region, n, v) values ('de', 1, 'x'), ('us', 2, 'a')
insert into app.unlogged select generate_series(1, 500)
select nextval('app.odd_seq'), nextval('app.plain_seq'), setval('app.every_column_id_seq', 77)
refresh materialized view app.totals
analyze app.every_column, app.parent, app.child, app.totals, v.t
vacuum
vacuum full
cluster
cluster app.child using child_pkey; alter table app.child set without cluster
reindex schema app
delete from app.unlogged
truncate app.unlogged
alter table app.child add column noise integer default 5 not null
alter table app.child drop column noise
alter table app.parent add constraint noise check (id > 0); alter table app.parent drop constraint noise
alter table app.parent rename to noise; alter table app.noise rename to parent
alter table app.parent rename column part to noise; alter table app.parent rename column noise to part
alter table app.child alter part set statistics 10; alter table app.child alter part set statistics -1
alter table app.child set (fillfactor = 20); alter table app.child reset (fillfactor)
alter table app.child alter column part set default 3; alter table app.child alter column part drop default
alter table app.child alter column part set not null; alter table app.child alter column part drop not null
alter table app.child set unlogged; alter table app.child set logged
alter table app.child disable trigger all; alter table app.child enable trigger all
grant select on app.child to app_ro with grant option; revoke all on app.child from app_ro
grant select (id) on app.child to app_ro; revoke select (id) on app.child from app_ro
revoke all on app.child from postgres; grant all on app.child to postgres
grant usage on schema json to app_ro; revoke usage on schema json from app_ro
grant execute on function app.poly to app_ro; revoke execute on function app.poly from app_ro
revoke execute on function app.poly from public; grant execute on function app.poly to public
grant usage on type app.pair to app_ro; revoke usage on type app.pair from app_ro
revoke usage on type app.pair from public; grant usage on type app.pair to public
grant usage on sequence app.other_seq to app_ro; revoke usage on sequence app.other_seq from app_ro
alter default privileges grant select on tables to app_ro
alter default privileges revoke select on tables from app_ro
alter default privileges in schema json grant select on tables to app_ro
alter default privileges in schema json revoke select on tables from app_ro
comment on table app.child is 'noise'; comment on table app.child is null
alter table app.child owner to migrator; alter table app.child owner to postgres
create index noise on app.child (part); drop index app.noise
create index concurrently noise on app.child (part)
drop index app.noise
create schema noise; create table noise.noise (a integer references app.parent); drop schema noise cascade
create extension tablefunc; drop extension tablefunc
alter type json.json_value add attribute noise integer; alter type json.json_value drop attribute noise
alter table app.events detach partition app.events_2021
alter table app.events attach partition app.events_2021 for values from ('2021-01-01') to (maxvalue)
create temporary table noise (a integer)
create statistics app.noise on id, self from app.child; drop statistics app.noise
alter function app.poly cost 7; alter function app.poly cost 100
alter role app_rw set work_mem = '1MB'; alter role app_rw reset work_mem
checkpoint
"""

# Each can be made before and after each other.
INDEPENDENT = """
create table b (id integer primary key, at date default now(), check (id > 3))
create table a ("Z" text, id integer unique, x integer[])
create view w as select 1 as one
create function g(integer) returns integer language sql as 'select $1'
create function g(text) returns integer language sql as 'select 1'
create type t as enum ('x', 'y')
create type s as (a integer)
create sequence q
create schema other
create domain d as text check (value <> '')
create publication p
"""


@everywhere
def test_for_a_role_that_may_only_connect(major: str, cluster: GetCluster) -> None:
    there = cluster(major)
    database = there.rich()
    there.run(
        database, f"revoke all on schema public from public; revoke all on database {database} from public"
    )
    there.run(database, f"grant connect on database {database} to {READER}")
    assert not different(there.snapshot(database), there.snapshot(database, READER))


@everywhere
def test_under_the_settings_of_a_role_or_a_database(major: str, cluster: GetCluster) -> None:
    there = cluster(major)
    database = there.rich()
    expected = there.snapshot(database, READER)
    for name, value in HOSTILE.items():
        there.run("postgres", f"alter role {READER} set {name} = {value}")
    try:
        assert not different(expected, there.snapshot(database, READER))
    finally:
        there.run("postgres", f"alter role {READER} reset all")
    for name, value in HOSTILE.items():
        there.run("postgres", f"alter database {database} set {name} = {value}")
    changed = different(expected, there.snapshot(database, READER))
    # They are part of the schema, but change nothing else in it.
    assert [path.rpartition("/")[2] for path in changed] == ["database.json"]


@everywhere
def test_after_all_that_leaves_a_schema_as_it_was(major: str, cluster: GetCluster) -> None:
    there = cluster(major)
    database = there.rich()
    expected = there.snapshot(database)
    there.run(database, *NOISE.strip().splitlines())
    assert not different(expected, there.snapshot(database))


@everywhere
def test_in_another_order(major: str, cluster: GetCluster) -> None:
    there = cluster(major)
    statements = INDEPENDENT.strip().splitlines()
    one, other = there.make(*statements), there.make(*reversed(statements))
    assert not different(there.snapshot(one), there.snapshot(other))
