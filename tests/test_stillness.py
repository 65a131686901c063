"""What a database comes to is found by its new rows alone, and never where these do not tell."""

from typing import TYPE_CHECKING

import psycopg
import pytest
from fix_db import Execute, MakeDatabase, configured

from schemagit import catalog, fingerprint, stillness
from schemagit.document import Rows
from schemagit.ledger import MOST, Ledger
from schemagit.postgres import Moved, Session, session
from schemagit.recalled import Recalled
from schemagit.stillness import Followed, follow

if TYPE_CHECKING:
    from collections.abc import Callable

SCHEMA = """
create table parent (id bigint primary key, name text default 'x' check (name <> ''));
create table child (id integer, parent bigint references parent);
create materialized view seen as select name from parent;
create index on seen (name);
comment on table child is 'of somebody';
create type mood as enum ('sad', 'ok');
"""
# What leaves new rows of the relations that it changes.
FOLLOWED = {
    "alter table child add column more integer default 7": True,
    "create table more (id integer primary key, of bigint references parent)": True,
    "create view looked as select id from child": True,
    "comment on column child.id is 'its number'": True,
    "alter table child rename to kid; alter table kid rename to child": True,
    "alter table child rename column id to number": True,
    "alter table child set (fillfactor = 70)": False,
    "truncate child": False,
    "refresh materialized view seen": False,
    "insert into parent values (1, 'y'); analyze parent": False,
    "create temporary table work (id serial primary key)": False,
}
# What leaves less rows, or changes what is of no relation.
UNCERTAIN = [
    "drop table child",
    "drop index seen_name_idx",
    "alter table child drop constraint child_parent_fkey",
    "comment on table child is null",
    "alter type mood add value 'glad'",
    "create schema other",
    "create role of_a_test; drop role of_a_test; create function f() returns void language sql as ''",
    "".join(f"create table t{number} ();" for number in range(MOST + 1)),
]


def ledger(conninfo: str) -> Ledger:
    found = catalog.read(catalog.Task(configured(conninfo), "app")).ledger
    assert found
    return found


def followed(conninfo: str, old: Ledger) -> Followed | None:
    with session(configured(conninfo), "app") as opened, opened.snapshot():
        moment = opened.moment()
        assert moment
        return follow(opened, opened.facts(), moment, old)


@pytest.mark.parametrize("statement", FOLLOWED)
def test_new_rows_tell_what_a_database_comes_to(
    make_database: MakeDatabase, execute: Execute, statement: str
) -> None:
    conninfo = make_database(SCHEMA)
    old = ledger(conninfo)
    execute(conninfo, statement)
    found, new = followed(conninfo, old), ledger(conninfo)
    assert found
    assert found.ledger._replace(since=0) == new._replace(since=0)
    assert found.has_versions is FOLLOWED[statement]


@pytest.mark.parametrize("statement", UNCERTAIN, ids=lambda each: each[:40])
def test_where_new_rows_do_not_tell_nothing_is_said(
    make_database: MakeDatabase, execute: Execute, statement: str
) -> None:
    conninfo = make_database(SCHEMA)
    old = ledger(conninfo)
    execute(conninfo, statement)
    assert followed(conninfo, old) is None


def test_another_start_and_another_time_are_not_compared(make_database: MakeDatabase) -> None:
    conninfo = make_database(SCHEMA)
    old = ledger(conninfo)
    assert followed(conninfo, old)
    for other in (old._replace(start=""), old._replace(start="2026-01-01 00:00:00+00")):
        assert followed(conninfo, other) is None
    for since in (old.since + 10**6, old.since - 2**30):
        assert followed(conninfo, old._replace(since=since)) is None


def test_what_was_not_over_is_found(make_database: MakeDatabase) -> None:
    conninfo = make_database(SCHEMA)
    with psycopg.connect(conninfo) as other:
        other.execute("alter table child add column more integer")
        # It is locked, and so cannot be read; but what it comes to can.
        with session(configured(conninfo), "app") as opened, opened.snapshot():
            facts, moment = opened.facts(), opened.moment() or ""
            query = fingerprint.ledger(facts.server_version_num)
            content, _, found, entries = opened.rows(query).records[0]
        since, start = stillness.since(moment), stillness.started(moment)
        old = Ledger(int(content), int(found), entries, since, start)
    found = followed(conninfo, old)
    assert found
    assert found.has_versions
    assert found.ledger.content == ledger(conninfo).content != old.content


@pytest.fixture
def in_full(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The queries that look at all rows of all catalogs."""
    asked: list[str] = []
    rows: Callable[[Session, str], Rows] = Session.rows

    def noted(opened: Session, query: str) -> Rows:
        server = opened._connection.info.server_version
        queries = fingerprint.query(server), fingerprint.query(server, of_versions=True)
        if query in (*queries, fingerprint.ledger(server)):
            asked.append(query)
        return rows(opened, query)

    monkeypatch.setattr(Session, "rows", noted)
    return asked


def test_not_all_rows_are_looked_at_when_a_little_changed(
    make_database: MakeDatabase, execute: Execute, in_full: list[str]
) -> None:
    conninfo = make_database(SCHEMA)
    reading = catalog.read(catalog.Task(configured(conninfo), "app"))
    assert len(in_full) == 1
    for statement, changes in FOLLOWED.items():
        execute(conninfo, statement)
        old = reading
        known = Recalled(old.seen, ledger=lambda old=old: old.ledger)  # type: ignore[misc]
        reading = catalog.read(catalog.Task(configured(conninfo), "app", known))
        assert reading.is_known or changes or "fillfactor" in statement, statement
        reading = old if reading.is_known else reading
    assert len(in_full) == 1


def test_nothing_is_prepared_where_nothing_seems_to_have_changed(
    make_database: MakeDatabase, execute: Execute, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would need more memory than to see that nothing changed."""
    conninfo = make_database(SCHEMA)
    first = catalog.read(catalog.Task(configured(conninfo), "app"))
    known = Recalled(first.seen, ledger=lambda: first.ledger)
    execute(conninfo, "truncate child")
    monkeypatch.setattr(catalog, "Digesting", lambda _: pytest.fail("something is made of rows"))
    assert catalog.read(catalog.Task(configured(conninfo), "app", known)).is_known


class Busy:
    """Reads while somebody does something, just before a query that is sent late."""

    def __init__(self, conninfo: str, execute: Execute, monkeypatch: pytest.MonkeyPatch) -> None:
        self._conninfo, self._execute, self._patch = conninfo, execute, monkeypatch

    def read(self, *scripts: str) -> bool:
        """Whether what was read was accepted."""
        waiting = list(scripts)
        rows: Callable[[Session, str], Rows] = Session.rows

        def busy(opened: Session, query: str) -> Rows:
            if waiting and "pg_get_triggerdef" in query:
                for script in waiting:
                    self._execute(self._conninfo, script)
                waiting.clear()
            return rows(opened, query)

        with self._patch.context() as patch:
            patch.setattr(Session, "rows", busy)
            try:
                catalog._read_once(catalog.Task(configured(self._conninfo), "app"))
            except Moved:
                return False
            finally:
                assert not waiting
        return True


def test_who_only_writes_rows_of_tables_disturbs_nobody(
    make_database: MakeDatabase,
    execute: Execute,
    monkeypatch: pytest.MonkeyPatch,
    in_full: list[str],
) -> None:
    busy = Busy(make_database(SCHEMA), execute, monkeypatch)
    for statement, changes in FOLLOWED.items():
        assert busy.read(statement) is not (changes or "fillfactor" in statement), statement
    assert not busy.read("alter table parent rename to p", "alter table p rename to parent")
    assert not busy.read("comment on table child is null")
    refused = sum(FOLLOWED.values()) + 1 + 2
    assert len(in_full) == len(FOLLOWED) + 2 + refused
