"""When nothing changed: it is seen without reading, and whatever changed is never missed."""

import json
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from fix_cli import Project
from fix_db import Execute, MakeDatabase, configured
from test_cases import folders, name_of, scripts

from schemagit import catalog, fingerprint, stillness
from schemagit.assembly import assemble
from schemagit.catalog import Reading, Task
from schemagit.demo.server import Server
from schemagit.document import Rows, encode
from schemagit.postgres import Session, session

SCHEMA = """
create table parent (id bigserial primary key, name text default 'x' check (name <> ''));
create table child (id integer generated always as identity, parent bigint references parent);
create index on child (parent);
create materialized view seen as select name from parent;
create sequence counter;
"""
# What is no change of a schema; each line is a transaction of its own.
QUIET = """
insert into parent (name) select 'y' from generate_series(1, 1000)
select nextval('counter'), setval('counter', 77)
analyze
vacuum
truncate parent cascade
refresh materialized view seen
reindex table child
create temporary table work (id serial primary key, name text default 'x', check (id > 0))
create function pg_temp.f() returns integer language sql as 'select 1'
alter table child rename to other; alter table other rename to child
comment on table child is 'x'; comment on table child is null
"""
UNDONE = "alter table child rename to other", "alter table other rename to child"


def read(conninfo: str, *, roles: bool = False) -> Reading:
    return catalog.read(Task(configured(conninfo, roles=roles), "app"))


def documents(reading: Reading) -> dict[str, bytes]:
    return {name.path: encode(document) for name, document in assemble("app", reading.rows).items()}


def stillness_of(conninfo: str) -> Callable[[], bool]:
    """Whether the versions of rows tell that nothing changed since now."""
    database = configured(conninfo)

    def rows(beginning: int) -> tuple[int, str]:
        with session(database, "app") as opened, opened.snapshot():
            moment = opened.moment() or ""
            since = beginning or stillness.since(moment)
            return since, stillness.rows(opened, opened.facts(), moment, since)

    since, before = rows(0)
    return lambda: rows(since)[1] == before != ""


def verified(project: Project, *options: str) -> bool:
    """Whether a snapshot saw that nothing changed without reading anything."""
    result = project.call("snap", "prod", *options)
    assert (result.code, result.err) == (0, ""), result
    return "; verified in" in result.out


def not_the_fingerprint(rows: Callable[[Session, str], Rows]) -> Callable[[Session, str], Rows]:
    def checked(session: Session, query: str) -> Rows:
        assert "sum(" not in query, "a fingerprint is taken"
        return rows(session, query)

    return checked


@pytest.mark.slow
@pytest.mark.usefixtures("tablespace")
@pytest.mark.parametrize("folder", folders(), ids=name_of)
def test_no_golden_case_is_missed(
    folder: Path, make_database: MakeDatabase, execute: Execute, server: Server
) -> None:
    before, then = scripts(folder, server)
    conninfo = make_database(before)
    old = read(conninfo, roles=True)
    still = stillness_of(conninfo)
    execute(conninfo, then)
    new = read(conninfo, roles=True)
    # Some cases are about what is no change.
    assert documents(old) == documents(new) or old.seen.fingerprint != new.seen.fingerprint
    assert documents(old) == documents(new) or not still()
    assert documents(old) != documents(new) or "ignored" in folder.name or "came_and_went" in folder.name


def test_what_is_no_change_is_none(make_database: MakeDatabase, execute: Execute) -> None:
    conninfo = make_database(SCHEMA)
    before = read(conninfo).seen.fingerprint
    for statement in QUIET.strip().splitlines():
        execute(conninfo, statement)
        assert read(conninfo).seen.fingerprint == before, statement


@pytest.mark.parametrize("statement", QUIET.strip().splitlines()[:3])
def test_what_writes_no_catalog_leaves_them_still(
    make_database: MakeDatabase, execute: Execute, statement: str
) -> None:
    conninfo = make_database(SCHEMA)
    still = stillness_of(conninfo)
    execute(conninfo, statement)
    assert still()


@pytest.mark.parametrize(
    "statement",
    [
        "drop sequence counter",
        "comment on table child is null",
        "alter table child drop constraint child_parent_fkey",
        "revoke select on child from public",
        "alter table child rename to other; alter table other rename to child",
    ],
)
def test_whatever_is_written_is_seen(make_database: MakeDatabase, execute: Execute, statement: str) -> None:
    conninfo = make_database(SCHEMA + "comment on table child is 'x'; grant select on child to public;")
    still = stillness_of(conninfo)
    assert still()
    execute(conninfo, statement)
    assert not still()


def test_what_is_written_by_a_transaction_that_ends_later_is_seen(
    make_database: MakeDatabase,
) -> None:
    conninfo = make_database(SCHEMA)
    with psycopg.connect(conninfo) as other:
        other.execute("comment on table child is 'x'")
        still = stillness_of(conninfo)
        assert still()
    assert not still()


def test_a_server_that_was_started_anew_may_be_another_one(
    make_database: MakeDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    conninfo = make_database(SCHEMA)
    still = stillness_of(conninfo)
    query = stillness.query
    monkeypatch.setattr(
        stillness,
        "query",
        lambda *given: query(*given).replace("pg_postmaster_start_time", "clock_timestamp"),
    )
    assert not still()


def test_what_was_changed_back_while_reading_is_another_version(
    make_database: MakeDatabase, execute: Execute
) -> None:
    conninfo = make_database(SCHEMA)
    server = int(execute(conninfo, "show server_version_num")[0][0])
    queries = [fingerprint.query(server), fingerprint.query(server, of_versions=True)]
    contents, versions = (execute(conninfo, query) for query in queries)
    for statement in UNDONE:
        execute(conninfo, statement)
    assert execute(conninfo, queries[0]) == contents
    assert execute(conninfo, queries[1]) != versions


@pytest.fixture
def conninfo(project: Project, make_database: MakeDatabase) -> str:
    made = make_database(SCHEMA)
    project.write_config("prod", {"app": made})
    assert not verified(project)
    return made


def test_nothing_is_read_when_nothing_changed(
    project: Project, conninfo: str, execute: Execute, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(catalog, "pieces", lambda *_, **__: pytest.fail("something is read"))
        assert verified(project)
        assert verified(project, "--dry-run")
    execute(conninfo, "alter table child add column more integer")
    assert "New column" in project.call("snap", "prod").out
    assert verified(project)


def test_a_status_reads_nothing_when_nothing_changed(
    project: Project, conninfo: str, execute: Execute, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(catalog, "pieces", lambda *_, **__: pytest.fail("something is read"))
        found = project.call("status", "prod")
    assert (found.code, found.err) == (0, "")
    assert "in sync" in found.out
    execute(conninfo, "alter table child add column more integer")
    found = project.call("status", "prod")
    assert found.code == 1
    assert "New column: app.public.child.more" in found.out


def test_not_even_a_fingerprint_is_taken_when_nobody_did_anything(
    project: Project, conninfo: str, execute: Execute, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a server of its own that is so; on that of the tests the others are quiet meanwhile."""
    assert verified(project)
    with monkeypatch.context() as patch:
        patch.setattr(Session, "rows", not_the_fingerprint(Session.rows))
        assert verified(project)
    execute(conninfo, "select pg_current_xact_id()")
    with monkeypatch.context() as patch:
        patch.setattr(catalog, "pieces", lambda *_, **__: pytest.fail("something is read"))
        assert verified(project)
    execute(conninfo, "alter table child add column more integer")
    assert not verified(project)


def test_it_is_read_in_full_when_asked_to(project: Project, conninfo: str) -> None:
    assert conninfo
    assert not verified(project, "--full")
    assert not verified(project, "--out", "prod.json")
    assert json.loads((project.folder / "prod.json").read_text())
    assert verified(project)


def test_another_reader_reads(project: Project, conninfo: str) -> None:
    project.write_config("prod", {"app": conninfo.replace("user=postgres", "user=schemagit_reader")})
    assert not verified(project)
    assert verified(project)


@pytest.mark.parametrize("line", ["exclude: [public.seen]", "accept: [app.public.seen]"])
def test_another_configuration_reads(project: Project, conninfo: str, line: str) -> None:
    project.write_config("prod", {"app": conninfo}, line)
    assert not verified(project)


def test_a_database_more_reads_and_one_less_is_noticed(
    project: Project, conninfo: str, make_database: MakeDatabase
) -> None:
    project.write_config("prod", {"app": conninfo, "other": make_database()})
    assert not verified(project)
    assert verified(project)
    project.write_config("prod", {"app": conninfo})
    assert not verified(project)
    assert "other" not in project.git("ls-tree", "-r", "--name-only", "prod")


def test_of_several_databases_those_that_changed_are_read(
    project: Project, conninfo: str, make_database: MakeDatabase, execute: Execute
) -> None:
    other = make_database("create table kept ()")
    project.write_config("prod", {"app": conninfo, "other": other})
    assert not verified(project)
    before = project.git("ls-tree", "-r", "prod:databases/other")
    execute(conninfo, "create table more ()")
    assert "New table" in project.call("snap", "prod").out
    assert project.git("ls-tree", "-r", "prod:databases/other") == before
    assert verified(project)
    execute(other, "create table more ()")
    assert "other.public.more" in project.call("snap", "prod").out


def test_a_copy_of_the_repository_knows_it_too(project: Project, conninfo: str) -> None:
    assert conninfo
    note = project.folder / "snapshots.git" / "schemagit" / "verified" / "prod.json"
    note.unlink()
    assert verified(project)
    for garbage in ("", "[]", "{", '{"commit": 1, "at": "x", "databases": []}'):
        note.write_text(garbage)
        assert verified(project)
    data = json.loads(note.read_text())
    assert set(data) == {"commit", "at", "databases"}
    sums = data["databases"]["app"][0]
    for seen in (
        [sums, "", "x", "soon"],
        [sums, "", "x", -1],
        [sums, "", "x", 1e99],
        [sums, "", "x", 10**30],
    ):
        note.write_text(json.dumps(data | {"databases": {"app": seen}}))
        assert verified(project)


def test_what_people_are_told_each_time_is_found_each_time(
    project: Project, conninfo: str, execute: Execute
) -> None:
    execute(conninfo, "create view secret as select 'postgres://u:secret@h' as a")
    for _ in range(2):
        result = project.call("snap", "prod")
        assert "app.public.secret" in result.err
