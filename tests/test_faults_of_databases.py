"""Databases that cannot be read: each in its own words, and nothing is recorded."""

import select
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

import psycopg
import pytest
from fix_cli import Project
from fix_db import Execute, MakeDatabase

from schemagit.demo.server import Server


class Proxy:
    """Stands before a server, and lets through only so many bytes of what it answers.

    Attributes:
        limit: how many bytes of each connection's answers pass.
        then: what happens afterwards: nothing at all (`hang`), or the end of the connection (`close`).
        met: how many connections were made.
    """

    def __init__(self, server: Server, limit: int, then: str) -> None:
        self._server = server
        self.limit, self.then, self.met = limit, then, 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._ended = Event()
        self._thread = Thread(target=self._accept, daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        port: int = self._listening.getsockname()[1]
        return port

    def _accept(self) -> None:
        self._listening.settimeout(0.02)
        while not self._ended.is_set():
            with suppress(TimeoutError):
                client, _ = self._listening.accept()
                self.met += 1
                Thread(target=self._serve, args=(client, self.limit), daemon=True).start()

    def _serve(self, client: socket.socket, limit: int) -> None:
        behind = socket.socket(socket.AF_UNIX)
        behind.connect(f"{self._server.host}/.s.PGSQL.5432")
        passed = 0
        with client, behind, suppress(OSError):
            while not self._ended.is_set():
                ready, _, _ = select.select([client, behind], [], [], 0.02)
                if client in ready:
                    if not (asked := client.recv(65536)):
                        return
                    behind.sendall(asked)
                if behind in ready and passed < limit:
                    answer = behind.recv(min(65536, limit - passed))
                    client.sendall(answer)
                    passed += len(answer)
                if passed >= limit and self.then == "close":
                    return

    def stop(self) -> None:
        self._ended.set()
        self._thread.join()
        self._listening.close()


@pytest.fixture
def proxied(
    project: Project, server: Server, make_database: MakeDatabase
) -> Iterator[Callable[[int, str], Proxy]]:
    """Begins a proxy before a database, which is then the one of prod."""
    make_database("create table t (id integer)", name="proxied")
    proxies: list[Proxy] = []

    def begin(limit: int, then: str) -> Proxy:
        proxies.append(Proxy(server, limit, then))
        dsn = f"host=127.0.0.1 port={proxies[-1].port} user=postgres dbname=proxied sslmode=disable"
        project.write_config("prod", {"app": dsn})
        return proxies[-1]

    yield begin
    for proxy in proxies:
        proxy.stop()


def test_through_a_proxy_that_does_nothing(project: Project, proxied: Callable[[int, str], Proxy]) -> None:
    proxied(10**9, "hang")
    assert project.call("snap", "prod").code == 0


@pytest.mark.parametrize("limit", [0, pytest.param(9000, marks=pytest.mark.slow)])
def test_a_connection_that_ends(project: Project, proxied: Callable[[int, str], Proxy], limit: int) -> None:
    proxy = proxied(limit, "close")
    started = time.monotonic()
    line, hint = project.fails("snap", "prod", "--retries", "1", code=3)
    assert line.endswith(": server closed the connection unexpectedly")
    assert hint.startswith("  is that a PostgreSQL server" if not limit else "  try again")
    assert proxy.met == 2
    assert time.monotonic() - started < 5
    assert not project.has_repository


@pytest.mark.slow
@pytest.mark.parametrize("limit", [0, 9000])
def test_a_server_that_hangs(project: Project, proxied: Callable[[int, str], Proxy], limit: int) -> None:
    proxied(limit, "hang")
    line, hint = project.fails("snap", "prod", "--timeout", "1", code=3)
    if limit:
        assert line == "error: reading app of prod took too long: nothing came for 6 s"
        assert hint == "  is it still there? --timeout waits longer"
    else:
        assert "timeout" in line
        assert hint.startswith("  does it hang, or does a firewall drop what is sent?")


def test_a_connection_that_ends_once(project: Project, proxied: Callable[[int, str], Proxy]) -> None:
    proxy = proxied(9000, "close")

    def mend() -> None:
        while not proxy.met:
            time.sleep(0.01)
        proxy.limit = 10**9

    Thread(target=mend, daemon=True).start()
    assert project.call("snap", "prod").code == 0
    assert proxy.met == 2


def test_a_host_that_nobody_knows(project: Project) -> None:
    project.write_config("prod", {"app": "postgres://reader@nowhere.invalid/app"})
    line, hint = project.fails("snap", "prod", code=3)
    assert line.startswith('error: cannot connect to app of prod at nowhere.invalid:5432 as "reader": ')
    assert hint == "  is the name right? It comes from configs/prod.yml line 3"


def test_no_right_to_connect(project: Project, server: Server, make_database: MakeDatabase) -> None:
    make_database("revoke connect on database closed from public", name="closed")
    project.write_config("prod", {"app": server.conninfo("closed", user="schemagit_reader")})
    line, hint = project.fails("snap", "prod", code=3)
    assert line.endswith(': permission denied for database "closed"')
    assert hint == "  as its owner: grant connect on database closed to schemagit_reader"


def test_no_connection_left(
    project: Project, server: Server, make_database: MakeDatabase, execute: Execute
) -> None:
    make_database(name="busy")
    execute(server.conninfo(), "create role narrow login connection limit 1")
    conninfo = server.conninfo("busy", user="narrow")
    project.write_config("prod", {"app": conninfo})
    try:
        with psycopg.connect(conninfo):
            line, hint = project.fails("snap", "prod", "--retries", "0", code=3)
        assert line.endswith(': too many connections for role "narrow"')
        assert (
            hint
            == "  a limit of the role, or of the server, is reached: --jobs 1 takes one connection at a time"
        )
    finally:
        execute(server.conninfo(), "drop role narrow")


@pytest.mark.slow
def test_a_statement_that_takes_too_long(project: Project, make_database: MakeDatabase) -> None:
    conninfo = make_database()
    project.write_config("prod", {"app": conninfo})
    with _locked(conninfo, "pg_catalog.pg_inherits"):
        line, hint = project.fails("snap", "prod", "--timeout", "1", code=3)
    assert line == ("error: reading app of prod took too long: canceling statement due to statement timeout")
    assert hint == "  try again when it is less busy; --timeout waits longer"


@contextmanager
def _locked(conninfo: str, relation: str) -> Iterator[None]:
    with psycopg.connect(conninfo) as connection:
        connection.execute(f"lock table {relation} in access exclusive mode".encode())
        yield


@pytest.mark.parametrize("text", ["0", "-1", "many", "1.5", "٣"])
def test_a_timeout_that_is_no_number(project: Project, text: str) -> None:
    project.write_config("prod", {"app": "host=nowhere"})
    assert project.fails("snap", "prod", f"--timeout={text}") == [
        f"error: --timeout takes a number, not {text!r}",
        "  from 1 to 100000",
    ]
