"""A snapshot is the same bytes after pg_dump and pg_restore into a new server, but for what is known."""

import re
import subprocess
from pathlib import Path

from fix_db import ROLES
from fix_matrix import Cluster, GetCluster, clients, different, everywhere

from schemagit.demo.server import Server

# Files of what only a pg_dump of the server's own version can dump for that server.
OF_SAME_VERSION = r".*/database\.json|.*/role_settings/.*|.*/subscriptions/.*"


@everywhere
def test_dumped_and_restored(major: str, cluster: GetCluster, tmp_path: Path) -> None:
    there = cluster(major)
    version, folder = clients("pg_restore", there.number)
    database = there.rich()
    expected = there.snapshot(database)
    archive = tmp_path / "dump"
    dump = [str(folder / "pg_dump"), "--format=custom", "--schema-only", f"--file={archive}"]
    subprocess.run([*dump, there.server.conninfo(database)], check=True)
    with Server(there.server.programs) as server:
        other = Cluster(server)
        other.run("postgres", ROLES)
        restore = [str(folder / "pg_restore"), str(archive)]
        if version == there.number:
            target = ["--create", "--dbname", server.conninfo()]
        else:
            target = ["--dbname", server.conninfo(other.make())]
            database = "matrix_1"
        # It fails where a newer one sets what the server does not know, and goes on.
        done = subprocess.run([*restore, *target], check=False, capture_output=True, text=True)
        changed = different(expected, other.snapshot(database))
    if version != there.number:
        changed = {path: lines for path, lines in changed.items() if not re.fullmatch(OF_SAME_VERSION, path)}
    assert not changed, done.stderr
