"""Through PgBouncer in transaction pooling, where one client's session becomes another one's."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from fix_matrix import THIS, Cluster, GetCluster, snapshot

from schemagit import portions
from schemagit.demo import place
from schemagit.demo.account import unprivileged
from schemagit.postgres import LIMITS, PINNED

# One session for all clients, so that whatever one leaves behind is met by the next.
CONFIGURATION = """
[databases]
* = host={host} port={port} pool_size=1

[pgbouncer]
unix_socket_dir = {folder}
listen_port = 6432
listen_addr =
auth_type = trust
auth_file = {folder}/users
pool_mode = transaction
logfile = {folder}/log
"""


@pytest.fixture
def bouncer(cluster: GetCluster) -> Iterator[Path]:
    """The folder of the socket of a PgBouncer in front of the server of THIS."""
    program = shutil.which("pgbouncer", path="/usr/sbin:/usr/local/bin:/opt/homebrew/bin") or shutil.which(
        "pgbouncer"
    )
    if program is None:
        pytest.skip("PgBouncer is not on this machine: apt install pgbouncer, or brew install pgbouncer")
    server = cluster(THIS).server
    account = unprivileged()
    folder = place.make(None, account)
    (folder / "users").write_text('"postgres" ""\n')
    settings = CONFIGURATION.format(host=server.host, port=server.port, folder=folder)
    (folder / "bouncer.ini").write_text(settings)
    command = [program, str(folder / "bouncer.ini")]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd=folder, **account._asdict())
    try:
        wait_for(folder / ".s.PGSQL.6432", process)
        yield folder
    finally:
        process.kill()
        process.wait()
        place.remove(folder)


def wait_for(socket: Path, process: subprocess.Popen[Any]) -> None:
    deadline = time.monotonic() + 20
    while not socket.exists():
        assert process.poll() is None, (socket.parent / "log").read_text()
        assert time.monotonic() < deadline, "PgBouncer did not start in 20 seconds"
        time.sleep(0.01)


def through(folder: Path, database: str) -> str:
    return f"host={folder} port=6432 user=postgres dbname={database}"


def session(conninfo: str) -> tuple[int, dict[str, str], int]:
    """The process that serves a session, its settings that we change, and its prepared statements."""
    with psycopg.connect(conninfo, autocommit=True, prepare_threshold=None) as connection:
        names = sorted({**PINNED, **LIMITS})
        settings = "select name, setting from pg_catalog.pg_settings where name = any(%s)"
        with connection.transaction():
            [(process, prepared)] = connection.execute(
                "select pg_backend_pid(), count(*) from pg_catalog.pg_prepared_statements"
            ).fetchall()
            return process, dict(connection.execute(settings, [names]).fetchall()), prepared


def test_the_same_bytes_and_nothing_left_behind(bouncer: Path, cluster: GetCluster) -> None:
    there: Cluster = cluster(THIS)
    database = there.rich()
    pooled = through(bouncer, database)
    process, before, _ = session(pooled)
    assert snapshot(pooled) == there.snapshot(database)
    assert snapshot(pooled) == there.snapshot(database)
    assert session(pooled) == (process, before, 0)


def test_a_pool_without_room_for_a_second_session_is_read_by_one(
    bouncer: Path, cluster: GetCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    there: Cluster = cluster(THIS)
    database = there.rich()
    expected = there.snapshot(database)
    monkeypatch.setattr(portions, "SIZE", 20)
    assert snapshot(through(bouncer, database)) == expected


def test_another_client_in_between_changes_nothing(bouncer: Path, cluster: GetCluster) -> None:
    there: Cluster = cluster(THIS)
    database = there.rich()
    pooled = through(bouncer, database)
    with psycopg.connect(pooled, autocommit=True, prepare_threshold=None) as other:
        other.execute("set search_path = app, v")
        other.execute("set datestyle = 'SQL, DMY'")
        other.execute("set quote_all_identifiers = on")
    assert session(pooled)[1]["search_path"] == "app, v"
    assert snapshot(pooled) == there.snapshot(database)
