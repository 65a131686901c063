"""Real databases for tests: one throw-away server per process, a new database per `make_database`."""

import itertools
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import psycopg
import pytest
from psycopg import sql

from schemagit.config import Database, Source
from schemagit.demo import binaries
from schemagit.demo.server import Server
from schemagit.errors import SchemagitError, UsageError

# Roles belong to the whole server, so tests share these instead of making their own.
ROLES = """
create role app_owner;
create role app_rw;
create role app_ro;
create role migrator login;
create role schemagit_reader login;
"""


class MakeDatabase(Protocol):
    """A new database in which the scripts were run; what libpq needs to connect to it as superuser.

    Each script is one transaction unless it says otherwise. `name` is for tests that look at the name.
    """

    def __call__(self, *scripts: str, name: str | None = None) -> str: ...


class Execute(Protocol):
    """Run one script on a connection of its own; the rows of its first statement, if it returns any."""

    def __call__(self, conninfo: str, script: str) -> list[tuple[Any, ...]]: ...


def configured(conninfo: str, name: str = "app", *, roles: bool = False) -> Database:
    """A database as a configuration names it."""
    return Database(name, Source(Path("x.yml"), 1), dsn=conninfo, roles=roles)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--pg-bin",
        metavar="DIR",
        help=f"run the tests on the PostgreSQL in this bin folder (or in ${binaries.VARIABLE})",
    )


def pytest_report_header(config: pytest.Config) -> str:
    try:
        chosen = binaries_of(config)
        return f"PostgreSQL: {chosen.version()} ({chosen.origin}: {chosen.folder})"
    except SchemagitError as error:
        return f"PostgreSQL: {error}"


@pytest.fixture(scope="session", autouse=True)
def _nobodys_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the person at the keyboard set for libpq, or keeps in ~/.pgpass, is not part of a test."""
    with pytest.MonkeyPatch.context() as patch:
        for variable in [key for key in os.environ if key.startswith("PG")]:
            patch.delenv(variable)
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest, _nobodys_home: None) -> Iterator[Server]:
    """The server of this process; without binaries its tests are skipped, but fail where $CI is set."""
    try:
        chosen = binaries_of(request.config)
    except SchemagitError as error:
        reason = f"{error}; {error.hint}"
        if os.environ.get("CI") or isinstance(error, UsageError):
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    with Server(chosen, parent=_memory()) as running:
        _run(running.conninfo(), ROLES)
        _run(running.conninfo("template1"))
        yield running


@pytest.fixture(scope="session")
def _administrator(server: Server) -> Iterator[psycopg.Connection]:
    with psycopg.connect(server.conninfo(), autocommit=True) as connection:
        yield connection


@pytest.fixture
def make_database(server: Server, _administrator: psycopg.Connection) -> Iterator[MakeDatabase]:
    made: list[str] = []
    # Copied as files, a database brings along the cache that its first connection would spend 50 ms on.
    copied = _administrator.info.server_version >= 150000
    statement = sql.SQL("create database {} strategy file_copy" if copied else "create database {}")

    def make(*scripts: str, name: str | None = None) -> str:
        name = name if name is not None else f"test_{next(_NUMBERS)}"
        _administrator.execute(statement.format(sql.Identifier(name)))
        made.append(name)
        conninfo = server.conninfo(name)
        if scripts:
            _run(conninfo, *scripts)
        return conninfo

    yield make
    for name in made:
        _drop(_administrator, name)


@pytest.fixture(scope="session")
def execute() -> Execute:
    def run(conninfo: str, script: str) -> list[tuple[Any, ...]]:
        return _run(conninfo, script)

    return run


_NUMBERS = itertools.count(1)
_ENOUGH_BYTES = 2 * 1024**3


def binaries_of(config: pytest.Config) -> binaries.Binaries:
    folder: str | None = config.getoption("--pg-bin")
    return binaries.chosen(Path(folder), "--pg-bin") if folder else binaries.first()


def _memory() -> Path | None:
    """A folder in memory if there is room (and programs may run): a new database is 300 new files."""
    memory = Path("/dev/shm")  # noqa: S108 - Server makes a folder of its own there
    if not memory.is_dir():
        return None
    state = os.statvfs(memory)
    roomy = state.f_bavail * state.f_frsize >= _ENOUGH_BYTES
    return memory if roomy and not state.f_flag & os.ST_NOEXEC else None


def _drop(administrator: psycopg.Connection, name: str) -> None:
    connected = "select from pg_stat_activity where datname = %s"
    # A connection just closed is gone in a millisecond, but PostgreSQL would look again only after 100.
    for _ in range(10):
        if administrator.execute(connected, [name]).rowcount == 0:
            break
        time.sleep(0.002)
    # Neither a database with a subscription nor a template could be dropped.
    database = "(select oid from pg_database where datname = %s)"
    administrator.execute(f"delete from pg_subscription where subdbid = {database}", [name])
    administrator.execute(
        "update pg_database set datistemplate = false where datname = %s and datistemplate", [name]
    )
    # By force: a test that failed may have left a connection open.
    administrator.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def _run(conninfo: str, *scripts: str) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    with psycopg.connect(conninfo, autocommit=True) as connection:
        for script in scripts:
            cursor = connection.execute(script.encode())
            rows = cursor.fetchall() if cursor.description else []
    return rows


@pytest.fixture(scope="session")
def tablespace(server: Server, execute: Execute) -> None:
    """A tablespace belongs to the whole server, and cannot be made in a script of several statements."""
    execute(
        f"{server.conninfo()} options='-c allow_in_place_tablespaces=on'",
        "create tablespace fast location ''",
    )
