"""Servers of all major versions, the rich schema of matrix/ on them, and snapshots of it."""

import itertools
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol, TypeAlias

import psycopg
import pytest
from fix_db import ROLES, binaries_of, configured
from psycopg import sql

from schemagit.config import Environment
from schemagit.demo import binaries
from schemagit.demo.server import Server
from schemagit.snapshots import live

VARIABLE = "SCHEMAGIT_TEST_SERVERS"
SCRIPTS = Path(__file__).with_name("matrix")

# All that schemagit reads; the first has reached its end of life, and is read as well as it can be.
MAJORS = ("13", "14", "15", "16", "17", "18")
THIS = "this"

# A role that may log in and connect, and nothing else.
READER = "schemagit_reader"

# One process of a run in parallel starts the server of a version, and not all of them.
in_matrix = [
    pytest.param(major, marks=[pytest.mark.matrix, pytest.mark.xdist_group(major)]) for major in MAJORS
]
# For a test that runs on the server of all other tests, and in the matrix on those of all majors.
everywhere = pytest.mark.parametrize("major", [THIS, *in_matrix])

Files: TypeAlias = dict[str, bytes]


class Cluster:
    """A server of its own for the rich schema, for some of it is not bound to one database."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.number = int(server.version.split(".", maxsplit=1)[0].split("rc", maxsplit=1)[0])
        self._names = itertools.count(1)

    def run(self, database: str, *statements: str) -> None:
        """Run statements one by one, as superuser; a script counts as one, and is one transaction."""
        with psycopg.connect(self.server.conninfo(database), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def make(self, *scripts: str) -> str:
        """The name of a new database in which the scripts were run."""
        name = f"matrix_{next(self._names)}"
        self.run("postgres", sql.SQL("create database {}").format(sql.Identifier(name)).as_string())
        self.run(name, *scripts)
        return name

    def rich(self, number: int | None = None) -> str:
        """The name of a new database with the rich schema: of what servers from this version on can take."""
        return self.make(*scripts(number or self.number, xml=self._has_xml()))

    def _has_xml(self) -> bool:
        try:
            self.run("postgres", "select '<a/>'::xml")
        except psycopg.errors.FeatureNotSupported:
            return False
        return True

    def snapshot(self, database: str, user: str = "postgres") -> Files:
        return snapshot(self.server.conninfo(database, user))


class GetCluster(Protocol):
    """The server of a major version, or the one of THIS; a test without it is skipped."""

    def __call__(self, major: str) -> Cluster: ...


def scripts(number: int, *, xml: bool) -> list[str]:
    later = [f"since_{version}.sql" for version in range(14, number + 1)]
    names = ["rich.sql", "views.sql", *(["with_xml.sql"] if xml else []), *later]
    files = [SCRIPTS / name for name in names]
    return [file.read_text("utf-8") for file in files if file.is_file()]


def snapshot(conninfo: str) -> Files:
    """The documents of a database, as bytes by path."""
    database = configured(conninfo, "matrix")
    environment = Environment("matrix", (database,), Path("matrix.yml"))
    [capture] = live.read(environment, lambda _: None)
    if capture.error:
        raise capture.error
    return {path: content for path, content in capture.files.items() if path.startswith("databases/")}


def different(one: Files, other: Files) -> dict[str, tuple[list[str], list[str]]]:
    """By path, the lines that only one of two snapshots has."""
    lines = {
        path: tuple(files.get(path, b"").decode().splitlines() for files in (one, other))
        for path in sorted(one.keys() | other.keys())
        if one.get(path) != other.get(path)
    }
    return {path: (_without(old, new), _without(new, old)) for path, (old, new) in lines.items()}


def _without(lines: list[str], others: list[str]) -> list[str]:
    return [line for line in lines if line not in others]


def given() -> dict[str, binaries.Binaries]:
    """The servers that $SCHEMAGIT_TEST_SERVERS names: "14=/path/to/bin,15=..."."""
    words = [word.partition("=") for word in os.environ.get(VARIABLE, "").split(",") if word]
    return {major: binaries.chosen(Path(folder), f"${VARIABLE}") for major, _, folder in words}


def clients(program: str, number: int) -> tuple[int, Path]:
    """The oldest client programs here that know a server: their major version and their folder."""
    folders = {found.folder for found in binaries.find()}
    found = [(_major(folder / program), folder) for folder in folders if (folder / program).is_file()]
    fitting = sorted(pair for pair in found if pair[0] >= number)
    if not fitting:
        pytest.skip(f"no {program} of PostgreSQL {number} or later is on this machine")
    return fitting[0]


def _major(program: Path) -> int:
    answer = subprocess.run([program, "--version"], check=True, capture_output=True, text=True).stdout
    found = re.search(r"\(PostgreSQL\) (\d+)", answer)
    assert found, answer
    return int(found[1])


@pytest.fixture(scope="session")
def cluster(request: pytest.FixtureRequest, _nobodys_home: None) -> Iterator[GetCluster]:
    with ExitStack() as stack:
        started: dict[str, Cluster] = {}

        def get(major: str) -> Cluster:
            if major not in started:
                server = stack.enter_context(Server(_programs(major, request.config)))
                started[major] = new = Cluster(server)
                new.run("postgres", ROLES)
            return started[major]

        yield get


def _programs(major: str, config: pytest.Config) -> binaries.Binaries:
    if major == THIS:
        return binaries_of(config)
    if major not in (servers := given()):
        pytest.skip(f"${VARIABLE} names no server of PostgreSQL {major}, as make test-matrix does")
    return servers[major]
