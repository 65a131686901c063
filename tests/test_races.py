"""Reading while somebody changes the schema: what is accepted was there at one moment."""

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psycopg
import pytest
from fix_db import Execute, MakeDatabase, configured

from schemagit import catalog, portions
from schemagit.assembly import assemble
from schemagit.document import Document, Rows
from schemagit.errors import FailedError
from schemagit.kinds import Kind
from schemagit.names import ObjectName
from schemagit.postgres import Moved, Session

# Everything has "one" in its name, and everything that is printed from a parse tree names it.
GENERATION = """
create schema s_one;
create type s_one.e_one as enum ('l_one', 'x');
create sequence s_one.q_one;
create function s_one.f_one(n integer) returns integer language sql immutable as 'select $1';
create table s_one.t_one (
    id integer constraint p_one unique default nextval('s_one.q_one'),
    c_one s_one.e_one default 'l_one' constraint k_one check (c_one <> 'x'),
    d_one integer generated always as (s_one.f_one(1)) stored
);
create index i_one on s_one.t_one (s_one.f_one(id)) where c_one = 'l_one';
create table s_one.u_one (r_one integer constraint r_one references s_one.t_one (id));
create view s_one.v_one as select c_one, s_one.f_one(id) as n_one from s_one.t_one where c_one = 'l_one';
create materialized view s_one.m_one as select n_one, nextval('s_one.q_one') as q_one from s_one.v_one;
"""
RENAME = """
begin;
alter index s_one.i_one rename to i_two;
alter table s_one.t_one rename constraint k_one to k_two;
alter table s_one.t_one rename constraint p_one to p_two;
alter table s_one.u_one rename constraint r_one to r_two;
alter table s_one.t_one rename c_one to c_two;
alter table s_one.t_one rename d_one to d_two;
alter table s_one.u_one rename r_one to r_two;
alter view s_one.v_one rename c_one to c_two;
alter view s_one.v_one rename n_one to n_two;
alter materialized view s_one.m_one rename n_one to n_two;
alter materialized view s_one.m_one rename q_one to q_two;
alter table s_one.t_one rename to t_two;
alter table s_one.u_one rename to u_two;
alter view s_one.v_one rename to v_two;
alter materialized view s_one.m_one rename to m_two;
alter function s_one.f_one rename to f_two;
alter sequence s_one.q_one rename to q_two;
alter type s_one.e_one rename value 'l_one' to 'l_two';
alter type s_one.e_one rename to e_two;
alter schema s_one rename to s_two;
commit;
"""


def _swapped(script: str) -> str:
    return script.replace("_one", "_#").replace("_two", "_one").replace("_#", "_two")


END = """
select pg_terminate_backend(pid) from pg_stat_activity
where application_name = 'schemagit' and wait_event_type = 'Lock' and datname = current_database()
"""


class Reader:
    """Reads a database once, and does something just before one of the queries is run."""

    def __init__(self, conninfo: str, execute: Execute, monkeypatch: pytest.MonkeyPatch) -> None:
        self._database = configured(conninfo)
        self._conninfo = conninfo
        self._execute = execute
        self._scripts: dict[int, str] = {}
        self.queries = 0
        rows = Session.rows

        def counted(session: Session, query: str) -> Rows:
            if script := self._scripts.pop(self.queries, None):
                execute(conninfo, script)
            self.queries += 1
            return rows(session, query)

        monkeypatch.setattr(Session, "rows", counted)

    def read(self, scripts: dict[int, str]) -> dict[Kind, Rows] | None:
        """What was accepted, or None; the scripts are run before the queries of these numbers."""
        self._scripts, self.queries = dict(scripts), 0
        try:
            found: dict[Kind, Rows] | None = catalog._read_once(
                catalog.Task(self._database, "app of prod")
            ).rows
        except Moved:
            found = None
        # What the reading did not come to, because it gave up before.
        for script in self._scripts.values():
            self._execute(self._conninfo, script)
        return found


@pytest.fixture
def reader(make_database: MakeDatabase, execute: Execute, monkeypatch: pytest.MonkeyPatch) -> Reader:
    return Reader(make_database(GENERATION), execute, monkeypatch)


@pytest.mark.parametrize("place", [0.0, 0.05, 0.3, 0.6, 0.9, 1.0])
def test_a_change_while_reading_is_noticed(reader: Reader, place: float) -> None:
    """Either everything is read as it was before, or nothing is accepted."""
    before = reader.read({})
    last = reader.queries - 1
    assert before is not None
    found = reader.read({round(place * last): RENAME})
    assert found in (None, before)
    # When the last fingerprint is taken, nothing more is printed: it sees what was before, and may say so.
    assert (found is None) is (place < 1)
    after = reader.read({})
    assert after not in (None, before)


SINGLE = {
    "alter sequence s_one.q_one rename to q_two": "alter sequence s_one.q_two rename to q_one",
    "alter table s_one.t_one rename to t_two": "alter table s_one.t_two rename to t_one",
    "alter table s_one.t_one rename c_one to c_two": "alter table s_one.t_one rename c_two to c_one",
    "alter index s_one.i_one rename to i_two": "alter index s_one.i_two rename to i_one",
    "alter view s_one.v_one rename to v_two": "alter view s_one.v_two rename to v_one",
    "alter function s_one.f_one rename to f_two": "alter function s_one.f_two rename to f_one",
    "alter type s_one.e_one rename to e_two": "alter type s_one.e_two rename to e_one",
    "alter type s_one.e_one rename value 'x' to 'y'": "alter type s_one.e_one rename value 'y' to 'x'",
    "alter schema s_one rename to s_two": "alter schema s_two rename to s_one",
    RENAME: _swapped(RENAME),
}


@pytest.mark.parametrize("script", SINGLE, ids=lambda script: "everything" if script == RENAME else script)
def test_a_change_that_is_undone_while_reading_is_noticed(reader: Reader, script: str) -> None:
    """PostgreSQL prints definitions with the names of now, whatever moment the rest is read from."""
    before = reader.read({})
    assert before is not None
    found = reader.read({2: script, reader.queries - 2: SINGLE[script]})
    assert found in (None, before)
    assert reader.read({}) == before


def test_a_session_that_is_ended_is_begun_again(make_database: MakeDatabase, execute: Execute) -> None:
    conninfo = make_database(GENERATION)
    ended = threading.Event()
    with psycopg.connect(conninfo) as locking:
        locking.execute("lock table pg_catalog.pg_inherits in access exclusive mode")

        def end() -> None:
            for _ in range(500):
                if execute(conninfo, END):
                    ended.set()
                    break
                time.sleep(0.01)
            locking.rollback()

        helper = threading.Thread(target=end)
        helper.start()
        reading = catalog.read(catalog.Task(configured(conninfo), "app of prod"))
        helper.join()
    assert ended.is_set()
    assert "t_one" in str(reading.rows)


@contextmanager
def _writing(conninfo: str, pause: float) -> Iterator[list[int]]:
    """Somebody who changes everything, again and again; how often, as a list that grows."""
    done: list[int] = []
    stop = threading.Event()

    def write() -> None:
        recreate = f"begin; drop schema s_one cascade; {GENERATION} commit"
        scripts = [
            RENAME,
            _swapped(RENAME),
            recreate,
            RENAME,
            f"begin; drop schema s_two cascade; {_swapped(GENERATION)} commit",
            _swapped(RENAME),
        ]
        with psycopg.connect(conninfo, autocommit=True) as connection:
            while not stop.is_set():
                connection.execute(scripts[len(done) % len(scripts)].encode())
                done.append(1)
                time.sleep(pause * random.random())  # noqa: S311 - no secret depends on it

    writer = threading.Thread(target=write)
    writer.start()
    try:
        yield done
    finally:
        stop.set()
        writer.join()


def _documents(conninfo: str) -> dict[ObjectName, Document]:
    return assemble("app", catalog.read(catalog.Task(configured(conninfo), "app of prod")).rows)


@pytest.fixture
def generations(make_database: MakeDatabase) -> list[dict[ObjectName, Document]]:
    """The documents of both states between which somebody goes to and fro."""
    return [_documents(make_database(script)) for script in (GENERATION, _swapped(GENERATION))]


@pytest.mark.parametrize("size", [portions.SIZE, pytest.param(2, marks=pytest.mark.slow)])
def test_while_somebody_changes_everything_each_reading_is_of_one_moment(
    size: int,
    make_database: MakeDatabase,
    generations: list[dict[ObjectName, Document]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(portions, "SIZE", size)
    conninfo = make_database(GENERATION)
    started = time.monotonic()
    assert _documents(conninfo) == generations[0]
    accepted, seconds = 0, time.monotonic() - started
    # So that readings are disturbed often, and not always.
    with _writing(conninfo, pause=6 * seconds) as done:
        while accepted < 3 or len(done) < 6:
            with suppress(FailedError):
                assert _documents(conninfo) in generations
                accepted += 1


def _read_until_it_is_refused(conninfo: str, generations: list[dict[ObjectName, Document]]) -> None:
    for _ in range(20):
        assert _documents(conninfo) in generations


def test_a_schema_that_never_rests_is_said(
    make_database: MakeDatabase,
    generations: list[dict[ObjectName, Document]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(catalog, "_WAITS", (0.0, 0.0, 0.0))
    conninfo = make_database(GENERATION)
    with _writing(conninfo, pause=0.0), pytest.raises(FailedError) as refused:
        _read_until_it_is_refused(conninfo, generations)
    start = "app of prod could not be read at one moment in 4 attempts: "
    assert refused.value.message.startswith(start)
    assert refused.value.hint == "take the snapshot when the migration is over"
