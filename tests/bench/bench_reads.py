"""The bare reading of the catalogs of databases, one after another: what no snapshot can be faster than."""

import sys
from pathlib import Path

from schemagit.config import Database, Source
from schemagit.kinds import KINDS
from schemagit.postgres import session


def main(conninfos: list[str]) -> None:
    for conninfo in conninfos:
        with (
            session(Database("bench", Source(Path("bench"), 1), dsn=conninfo), "bench") as opened,
            opened.snapshot(),
        ):
            version = opened.facts().server_version_num
            for kind in KINDS:
                if kind.since <= version and not kind.on_request:
                    opened.rows(kind.query)


if __name__ == "__main__":
    main(sys.stdin.read().splitlines() if sys.argv[1:] == ["-"] else sys.argv[1:])
