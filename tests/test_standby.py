"""On a hot standby, which replays what its primary does and can write nothing."""

import subprocess
import time
from pathlib import Path

import psycopg
from fix_db import ROLES
from fix_matrix import READER, Cluster, GetCluster, clients, everywhere

from schemagit.demo.account import reachable
from schemagit.demo.server import Server


class Standby(Server):
    """A server that is begun as a copy of another one, and follows it."""

    def __init__(self, primary: Server, clients: Path) -> None:
        super().__init__(primary.programs, {"primary_conninfo": primary.conninfo()})
        self._primary = primary
        self._clients = clients

    def _initialise(self, programs: Path, folder: Path) -> None:
        own = self._clients == self.programs.folder
        clients = programs if own else reachable(self._clients, folder / "clients", self._account)
        command = [str(clients / "pg_basebackup"), "--pgdata", str(folder / "data"), "--checkpoint=fast"]
        command += ["--no-sync", "--dbname", self._primary.conninfo()]
        subprocess.run(command, check=True, **self._surroundings(folder))
        (folder / "data" / "standby.signal").touch()


def follow(standby: Server, primary: Server) -> None:
    """Wait until a standby has all that its primary has now."""
    Cluster(primary).run("postgres", "create database arrived")
    deadline = time.monotonic() + 60
    with psycopg.connect(standby.conninfo(), autocommit=True) as connection:
        while not connection.execute("select from pg_database where datname = 'arrived'").fetchall():
            assert time.monotonic() < deadline, "the standby did not follow in 60 seconds"
            time.sleep(0.01)


@everywhere
def test_the_same_bytes_as_on_the_primary(major: str, cluster: GetCluster) -> None:
    server = cluster(major)
    _, folder = clients("pg_basebackup", server.number)
    with Server(server.server.programs) as primary:
        there = Cluster(primary)
        there.run("postgres", ROLES)
        with Standby(primary, folder) as standby:
            database = there.rich()
            expected = there.snapshot(database)
            follow(standby, primary)
            assert Cluster(standby).snapshot(database, READER) == expected
