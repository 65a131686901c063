"""On a hot standby, which replays what its primary does and can write nothing."""

import subprocess
import time
from pathlib import Path

import psycopg
import pytest
from fix_db import ROLES
from fix_matrix import READER, Cluster, GetCluster, everywhere

from schemagit.demo.server import Server


class Standby(Server):
    """A server that is begun as a copy of another one, and follows it."""

    def __init__(self, primary: Server) -> None:
        super().__init__(primary.programs)
        self._primary = primary

    def _initialise(self, programs: Path, folder: Path) -> None:
        command = [str(programs / "pg_basebackup"), "--pgdata", str(folder / "data"), "--write-recovery-conf"]
        command += ["--checkpoint=fast", "--no-sync", "--dbname", self._primary.conninfo()]
        subprocess.run(command, check=True, **self._surroundings(folder))


def follow(standby: Server, primary: Server) -> None:
    """Wait until a standby has all that its primary has now."""
    with psycopg.connect(primary.conninfo()) as connection:
        [(position,)] = connection.execute("select pg_current_wal_lsn()").fetchall()
    deadline = time.monotonic() + 20
    with psycopg.connect(standby.conninfo(), autocommit=True) as connection:
        arrived = "select pg_last_wal_replay_lsn() >= %s::pg_lsn"
        while connection.execute(arrived, [position]).fetchall() != [(True,)]:
            assert time.monotonic() < deadline, "the standby did not follow in 20 seconds"
            time.sleep(0.01)


@everywhere
def test_the_same_bytes_as_on_the_primary(major: str, cluster: GetCluster) -> None:
    programs = cluster(major).server.programs
    if not (programs.folder / "pg_basebackup").is_file():
        pytest.skip(f"there is no pg_basebackup in {programs.folder}, which makes a standby")
    with Server(programs) as primary:
        there = Cluster(primary)
        there.run("postgres", ROLES)
        with Standby(primary) as standby:
            database = there.rich()
            follow(standby, primary)
            assert Cluster(standby).snapshot(database, READER) == there.snapshot(database)
