"""Other programs that read a whole schema, measured beside ours where `make bench-peers` has put them."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from bench_measure import Case, Command

from schemagit.demo.server import Server

# They take minutes for more tables than these.
MOST = 1_000
_VERSION = "import sys; from importlib.metadata import version; print(version(sys.argv[1]))"
_INSPECT = """
import sys
from schemainspect import get_inspector
from sqlalchemy import create_engine
with create_engine(sys.argv[1]).connect() as connection:
    get_inspector(connection)
"""


class _Place(NamedTuple):
    """Where a peer is installed, and the database that it reads."""

    programs: Path
    host: str
    url: str
    database: str
    schemas: str


class _Peer(NamedTuple):
    """A package, what it does, and the command line of that."""

    package: str
    what: str
    words: Callable[[_Place], Sequence[str]]


_PEERS = (
    _Peer("migra", "compare with itself", lambda at: [str(at.programs / "migra"), at.url, at.url]),
    _Peer("schemainspect", "read", lambda at: [str(at.programs / "python"), "-c", _INSPECT, at.url]),
    _Peer(
        "sqlacodegen",
        "generate models",
        lambda at: [str(at.programs / "sqlacodegen"), "--schemas", at.schemas, at.url],
    ),
    _Peer(
        "Pyrseas",
        "dbtoyaml",
        lambda at: [str(at.programs / "dbtoyaml"), "-H", at.host, "-U", "postgres", at.database],
    ),
)


def cases(
    programs: Path, server: Server, database: str, schemas: Sequence[str], ours: Command
) -> Iterator[Case]:
    """A measurement for each that is there, compared with our first snapshot; others are skipped.

    Args:
        programs: the folder of their programs.
        server: the server, which they reach by its socket.
        database: the name of the database to read.
        schemas: what is in it.
        ours: what they are compared with.
    """
    url = f"postgresql+psycopg2://postgres@/{database}?host={quote(server.host)}"
    place = _Place(programs, server.host, url, database, ",".join(schemas))
    for peer in _PEERS:
        if version := _version(programs, peer.package):
            theirs = Command(peer.words(place), ours.folder)
            yield Case(f"{peer.package} {version}, {peer.what}", theirs, ours, None, rounds=1)
        else:
            sys.stderr.write(f"{peer.package}: skipped, for it is not in {programs} (make bench-peers)\n")


def _version(programs: Path, package: str) -> str:
    """The version that is installed; "" where it is not."""
    python = programs / "python"
    if not python.exists():
        return ""
    asked = [str(python), "-c", _VERSION, package]
    found = subprocess.run(asked, capture_output=True, text=True, check=False)
    return found.stdout.strip()
